#include "domain/deadline.h"
#include "domain/fee.h"
#include "domain/rules.h"
#include "office/calc_json.h"
#include "web/problem.h"

static const struct route_field	deadline_form[] = {
	{ .name = "from", .kind = ROUTE_DAY, .required = true },
	{ .name = "days", .kind = ROUTE_INT, .required = true },
	{ .name = "region", .kind = ROUTE_TEXT },
	{ .name = "provisional", .kind = ROUTE_TICK },
	{ .name = NULL }
};

ROUTE(api_deadline, .method = "GET", .path = "/api/v1/deadline",
    .need = ROUTE_ANYBODY, .form = deadline_form)
(struct job *job, struct input *in, struct response *out)
{
	const struct rules	*rules;
	struct deadline		 deadline;
	int64_t			 days = input_int(in, "days", 0);
	enum err		 e;

	if (input_given(in, "days") && (days < 1 || days > 10000))
		input_remark(job, in, "days", "input.not_so_many");
	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	e = rules_of(job, &rules);
	if (e == OK)
		e = deadline_compute(job->arena, rules->calendar,
		    input_str(in, "region"), input_day(in, "from"),
		    (int)days, input_given(in, "provisional"), &deadline,
		    job->fault);
	if (e == OK)
		calc_json_deadline(job->arena, response_json(job, out, 200),
		    &deadline);
	return e;
}

static const struct route_field	fee_form[] = {
	{ .name = "items", .kind = ROUTE_INT },
	{ .name = "pages", .kind = ROUTE_INT },
	{ .name = NULL }
};

ROUTE(api_fee, .method = "GET", .path = "/api/v1/fee",
    .need = ROUTE_ANYBODY, .form = fee_form)
(struct job *job, struct input *in, struct response *out)
{
	bool		items = input_given(in, "items");
	enum fee_by	by = items ? FEE_ITEMS : FEE_PAGES;
	struct fee	fee;
	enum err	e;

	if (items == input_given(in, "pages"))
		input_remark(job, in, "items", "command.fee.one_of_two");
	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	e = fee_compute(job->arena, by, input_int(in, items ? "items" :
	    "pages", 0), job->today, &fee, job->fault);
	if (e == OK)
		calc_json_fee(response_json(job, out, 200), &fee, by);
	return e;
}
