#include "base/sign_note.h"

#include "base/seal_ring.h"
#include "base/sign.h"

enum err
sign_note_write(struct arena *arena, const struct seal_ring *keys,
    str purpose, str lines, str *ret, struct fault *fault)
{
	const struct seal_key	*key;
	str			 public_key, text, signature;
	enum err		 e;

	if (keys == NULL || keys->n == 0)
		return FAIL(fault, ERR_FORBIDDEN, "seal.no_key");
	key = seal_key_for(arena, keys->key[0], purpose);
	e = sign_public(arena, key, &public_key, fault);
	if (e != OK)
		return e;
	text = str_printf(arena, "%.*skey: %.*s\n", STRF(lines),
	    STRF(public_key));
	e = sign_text(arena, key, text, &signature, fault);
	if (e != OK)
		return e;

	*ret = str_printf(arena, "%.*ssignature: %.*s\n", STRF(text),
	    STRF(signature));
	return OK;
}

/* Take the line `name: value' off the front. */
static bool
line(str *rest, const char *name, str *ret)
{
	str	whole, head;

	if (!str_cut(rest, '\n', &whole) || !str_cut(&whole, ':', &head) ||
	    !str_is(head, name))
		return false;
	*ret = str_trim(whole);
	return ret->n > 0;
}

enum sign_note_fault
sign_note_read(str note, const char *first, const char *const *name,
    str *ret_value, size_t n, str *ret_key)
{
	str	rest = note, head, is_signed, signature;

	if (note.n > SIGN_NOTE_BYTES || !str_cut(&rest, '\n', &head) ||
	    !str_is(head, first))
		return SIGN_NOTE_FORM;
	for (size_t i = 0; i < n; i++)
		if (!line(&rest, name[i], &ret_value[i]))
			return SIGN_NOTE_FORM;
	if (!line(&rest, "key", ret_key))
		return SIGN_NOTE_FORM;
	is_signed = (str){ note.at, note.n - rest.n };
	if (!line(&rest, "signature", &signature) || rest.n > 0)
		return SIGN_NOTE_FORM;
	return sign_holds(*ret_key, is_signed, signature) ? SIGN_NOTE_HOLDS :
	    SIGN_NOTE_SIGNATURE;
}

bool
sign_note_number(str digits, int64_t *ret)
{
	int64_t	n = 0;

	if (digits.n == 0 || digits.n > 18)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		n = n * 10 + (digits.at[i] - '0');
	}
	*ret = n;
	return true;
}

bool
sign_note_ours(struct arena *arena, const struct seal_ring *keys,
    str purpose, str public_key)
{
	str	ours;

	for (size_t i = 0; keys != NULL && i < keys->n; i++)
		if (sign_public(arena, seal_key_for(arena, keys->key[i],
		    purpose), &ours, NULL) == OK && str_eq(ours, public_key))
			return true;
	return false;
}
