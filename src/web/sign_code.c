#include "web/sign_code.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/seal.h"
#include "domain/keyring.h"

#define HOLDS		INT64_C(300000)	/* milliseconds */
#define HEX_BYTES	8192u
#define PURPOSE		S("sign-in")

struct sealing {
	str	context;	/* whose */
	str	text;		/* when, and the password */
	str	sealed;		/* bytes */
};

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static str
to_hex(struct arena *arena, str bytes)
{
	struct buf	buf;

	buf_init(&buf, arena, HEX_BYTES);
	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(&buf, "%02x", (unsigned char)bytes.at[i]);
	return buf_str(&buf);
}

/* The bytes; empty for what is no such text. */
static str
of_hex(struct arena *arena, str text)
{
	char	*at = arena_alloc(arena, text.n / 2 + 1);

	if (text.n % 2 != 0)
		return S("");
	for (size_t i = 0; i < text.n / 2; i++) {
		int	high = digit(text.at[2 * i]);
		int	low = digit(text.at[2 * i + 1]);

		if (high < 0 || low < 0)
			return S("");
		at[i] = (char)(high * 16 + low);
	}
	return (str){ at, text.n / 2 };
}

static str
context(struct job *job, str login)
{
	return str_printf(job->arena, "sign-in %.*s", STRF(login));
}

static enum err
shut(struct job *job, void *what)
{
	struct sealing		*sealing = what;
	const struct seal_key	*key;
	enum err		 e = keyring_make(job);

	if (e == OK)
		e = keyring_own(job, PURPOSE, &key);
	if (e == OK)
		sealing->sealed = seal_shut(job->arena, key,
		    sealing->context, sealing->text);
	return e;
}

enum err
sign_code_shut(struct job *job, str login, str password, str *ret)
{
	struct sealing	sealing = { .context = context(job, login) };
	enum err	e;

	sealing.text = str_printf(job->arena, "%lld\n%.*s",
	    (long long)job->now, STRF(password));
	e = job_write(job, shut, &sealing);
	if (e == OK)
		*ret = to_hex(job->arena, sealing.sealed);
	return e;
}

static enum err
unseal(struct job *job, void *what)
{
	struct sealing		*sealing = what;
	const struct seal_key	*key;
	enum err		 e = keyring_own(job, PURPOSE, &key);

	return e == OK ? seal_open(job->arena, key, sealing->context,
	    sealing->sealed, &sealing->text, job->fault) : e;
}

/* Milliseconds since it was sealed; the rest of the text is the password. */
static int64_t
age(const struct job *job, str *text)
{
	int64_t	at = 0;
	str	moment;

	(void)str_cut(text, '\n', &moment);
	for (size_t i = 0; i < moment.n; i++)
		at = at * 10 + (moment.at[i] - '0');
	return job->now - at;
}

enum err
sign_code_open(struct job *job, str login, str sealed, str *ret)
{
	struct sealing	sealing = { .context = context(job, login),
			    .sealed = of_hex(job->arena, sealed) };
	enum err	e;
	int64_t		ms;

	e = job_read(job, unseal, &sealing);
	if (e == ERR_FORBIDDEN || e == ERR_INVALID || e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_FORBIDDEN, "desk.sign.late");
	if (e != OK)
		return e;
	ms = age(job, &sealing.text);
	if (ms < 0 || ms > HOLDS)
		return FAIL(job->fault, ERR_FORBIDDEN, "desk.sign.late");
	*ret = sealing.text;
	return OK;
}
