#include "domain/channel.h"

#include "domain/channel_kind.h"
#include "tests/bodies.h"

/* A channel and what is done with it. */
struct given {
	struct channel	channel, found;
	struct channel	*list;
	size_t		n;
	str		after;
	int64_t		agency;
};

static enum err
make(struct job *job, void *context)
{
	struct given	*given = context;

	return channel_new(job, &given->channel, S("登记"));
}

static enum err
save(struct job *job, void *context)
{
	struct given	*given = context;

	return channel_save(job, &given->channel, S("改名"));
}

static enum err
find(struct job *job, void *context)
{
	struct given	*given = context;

	return channel_find(job, given->channel.code, &given->found);
}

static enum err
list(struct job *job, void *context)
{
	struct given	*given = context;

	return channel_list(job, given->agency, given->after, 2,
	    &given->list, &given->n);
}

static struct given
wechat(int64_t agency, const char *code)
{
	return (struct given){ .channel = { .agency = agency,
	    .key = S("wechat"), .code = str_of(code), .name =
	    S("芦堤发布"), .since = DAY_NONE, .until = DAY_NONE } };
}

TEST_STORE(channel, is_found_by_its_code_in_either_case)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct given	given = wechat(town, "LUDI-WX");

	check_ok(job_write(&t->job, make, &given), t->fault);
	given.channel.code = S("ludi-wx");
	check_ok(job_read(&t->job, find, &given), t->fault);
	check_int(given.found.id, given.channel.id);
	check_str(given.found.kind->name, S("微信公众号"));
	check_str(given.found.kind->unit, S("条"));
}

TEST_STORE(channel, keeps_its_code_its_kind_and_its_body)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct given	given = wechat(town, "LUDI-WX");

	check_ok(job_write(&t->job, make, &given), t->fault);
	given.channel.code = S("OTHER");
	given.channel.key = S("weibo");
	given.channel.agency = 0;
	given.channel.name = S("芦堤微政务");
	check_ok(job_write(&t->job, save, &given), t->fault);
	given.channel.code = S("LUDI-WX");
	check_ok(job_read(&t->job, find, &given), t->fault);
	check_str(given.found.name, S("芦堤微政务"));
	check_str(given.found.key, S("wechat"));
	check_int(given.found.agency, town);
	check_int(given.found.version, 2);
}

TEST_STORE(channel, does_not_give_a_code_twice)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct given	given = wechat(town, "LUDI-WX");
	struct given	other = wechat(town, "ludi-wx");

	check_ok(job_write(&t->job, make, &given), t->fault);
	check_int(job_write(&t->job, make, &other), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("channel.taken"));
}

TEST_STORE(channel, refuses_what_cannot_be)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct given	given = wechat(town, "LUDI WX");

	check_int(job_write(&t->job, make, &given), ERR_INVALID);
	check_str(str_of(t->fault.key), S("channel.wrong_code"));
	given = wechat(town, "A");
	given.channel.key = S("pigeon");
	check_int(job_write(&t->job, make, &given), ERR_INVALID);
	given = wechat(town, "A");
	given.channel.address = S("javascript:alert(1)");
	check_int(job_write(&t->job, make, &given), ERR_INVALID);
	given = wechat(town, "A");
	given.channel.name = S("　");
	check_int(job_write(&t->job, make, &given), ERR_INVALID);
	given = wechat(town, "A");
	given.channel.since = t->job.today;
	given.channel.until = t->job.today - 1;
	check_int(job_write(&t->job, make, &given), ERR_INVALID);
	given = wechat(town, "A");
	given.channel.version = 1;
	check_ok(job_write(&t->job, make, &given), t->fault);
	given.channel.version = 7;
	check_int(job_write(&t->job, save, &given), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("channel.changed"));
}

TEST_STORE(channel, is_listed_by_code_page_by_page_within_a_body)
{
	int64_t		county = bodies_new(t, "SUXI", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP,
			    county);
	const char	*codes[] = { "c", "A", "B", "d" };
	struct given	given;

	for (int i = 0; i < 4; i++) {
		given = wechat(i == 3 ? county : town, codes[i]);
		check_ok(job_write(&t->job, make, &given), t->fault);
	}
	given = (struct given){ .agency = town };
	check_ok(job_read(&t->job, list, &given), t->fault);
	check_int(given.n, 2);
	check_str(given.list[0].code, S("A"));
	given.after = given.list[1].code;
	check_ok(job_read(&t->job, list, &given), t->fault);
	check_int(given.n, 1);
	check_str(given.list[0].code, S("c"));
	given.agency = county;
	check_ok(job_read(&t->job, list, &given), t->fault);
	check_int(given.n, 2);
}

TEST_STORE(channel, of_a_body_that_is_not_seen_is_not_found)
{
	int64_t		county = bodies_new(t, "SUXI", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP,
			    county);
	int64_t		other = bodies_new(t, "HEBEI", AGENCY_TOWNSHIP,
			    county);
	int64_t		person = bodies_person(t, "li.ming", town);
	struct given	given = wechat(other, "HEBEI-WX");

	check_ok(job_write(&t->job, make, &given), t->fault);
	check_ok(bodies_grant(t, person, "editor", town), t->fault);
	bodies_act_as(t, person);
	check_int(job_read(&t->job, find, &given), ERR_NOT_FOUND);
	given = wechat(other, "HEBEI-WB");
	check_int(job_write(&t->job, make, &given), ERR_FORBIDDEN);
}

/* --- the kinds ------------------------------------------------------------ */

static void
refuses(const char *text)
{
	const struct channel_kinds	*kinds;
	struct fault			 fault = { 0 };

	test_override("rules/channel.yaml", str_of(text));
	check_int(channel_kind_load(test_arena(), &kinds, &fault),
	    ERR_INVALID);
}

Test(channel_kind, is_refused_with_a_wrong_unit_or_need)
{
	refuses("units: [条]\nkinds:\n  a: {name: 甲, unit: 期, article: 一}\n");
	refuses("units: [条]\nkinds:\n  a: {name: 甲, unit: 条, article: 一, "
	    "needs: stamp}\n");
	refuses("units: [条]\nkinds:\n  a: {name: 甲, unit: 条, article: 一, "
	    "by: issue}\n");
	refuses("units: [条]\nkinds:\n  a: {name: 甲, unit: 条}\n");
}
