/*
 * step_input - the values that a step is given, looked at before it runs.
 *
 * Calls: base, job, procedure.
 */
#ifndef STEP_INPUT_H
#define STEP_INPUT_H

#include "domain/step.h"

/* They are those of the row's form: none unknown, doubled, missing or of
   another type. */
enum err step_input_check(struct job *job, const struct procedure_row *row,
	    const struct step_input *input);

/* The legal day of the step: the value `day', else today; never to come. */
enum err step_input_legal_day(struct job *job,
	    const struct step_input *input, day *ret);

#endif
