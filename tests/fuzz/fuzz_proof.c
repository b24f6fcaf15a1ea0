/*
 * Any bytes handed to transparency_proof_read give a proof or a fault, and
 * what was read can be judged.
 *
 * Seeds: *.json
 */
#include <assert.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/transparency_proof.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena			*arena = arena_new((size_t)64 << 20);
	struct transparency_proof	*proof;
	struct transparency_verdict	 verdict;
	struct fault			 fault = { .code = OK };
	jmp_buf				 spent;
	enum err			 e;
	str				 bytes = { (const char *)data, size };

	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		proof = arena_alloc(arena, sizeof *proof);
		e = transparency_proof_read(arena, bytes, proof, &fault);
		assert((e == OK) == (fault.key == NULL));
		if (e == OK) {
			verdict = transparency_proof_judge(arena, proof,
			    &bytes, &proof->first.head);
			assert(!verdict.proved || verdict.included);
		}
	}
	arena_free(arena);
	return 0;
}
