/*
 * doc_pdf_radical - characters that a PDF mistook for radicals.
 *
 * Many programs write a PDF in which 行 reads as the radical ⾏ (U+2F8F): the
 * two share a glyph and the way back from glyph to character is a guess.
 *
 * Calls: base.
 */
#ifndef DOC_PDF_RADICAL_H
#define DOC_PDF_RADICAL_H

#include <stdint.h>

/* The character that a radical was meant to be; any other is unchanged. */
uint32_t doc_pdf_radical(uint32_t point);

#endif
