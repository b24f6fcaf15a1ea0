/*
 * log - one line for each request, on standard error.
 *
 * When it came, its id, method, route, status, bytes and milliseconds:
 * nothing about who asked, nor for what exactly.  Lines are collected and
 * written together a few times a second.
 *
 * Calls: base, http_mhd.
 */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>

struct arena;
struct http_ended;
struct log;

/* `clients': with the address of the client. */
struct log *log_new(struct arena *arena, bool clients);

/* A line for a request that has ended. */
void	 log_request(struct log *log, const struct http_ended *ended);

/* Write what was collected. */
void	 log_flush(struct log *log);

#endif
