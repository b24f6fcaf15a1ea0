# gongkai: one Makefile, wildcard sources, nothing to configure.
#
#   make run       install what is missing, build, serve an invented county at
#                  127.0.0.1:8080 (RUN_SECONDS=N: for N seconds)
#   make test      everything that can fail, ending with N passed, N failed
#
#   make           build/release/gongkai and the link ./gongkai to it
#   make pgsql     a throw-away PostgreSQL for tests by hand
#   make lint      the rules of the house (tools/house.sh)
#   make torture   power cuts and failing calls, TORTURE of them
#   make fuzz      every tests/fuzz/fuzz_*.c for FUZZ_SECONDS each
#   make bench     speed and memory (BENCH=short: only that it runs)
#   make cov       the tests' coverage, line by line
#   make docs      docs/checks.md out of the rules
#   make golden    keep what is now read and found in the real reports
#   make install   under DESTDIR and PREFIX
#   make deps      the Debian packages; the others call it by themselves
#
# VARIANT=release|debug|asan|tsan|cov|fuzz picks how it is built, CC=clang
# by what.  HACKING.md tells more.

VARIANT	?= release
ifeq ($(origin CC),default)
CC	:= $(if $(filter fuzz,$(VARIANT)),clang,gcc)
endif
BUILD	:= build/$(VARIANT)$(if $(filter gcc,$(CC))$(filter fuzz,$(VARIANT)),,-$(CC))
PREFIX	?= /usr/local
FUZZ_SECONDS ?= 600
TORTURE	?= 1000
JOBS	:= $(shell nproc)

# Debian packages: to build and run, and beside them to test.
DEBIAN	:= gcc libc6-dev pkgconf libxml2-dev libzip-dev libyaml-dev \
	   libjansson-dev libxlsxwriter-dev libpango1.0-dev libuchardet-dev \
	   libopencc-dev libsodium-dev libssl-dev libsqlite3-dev libpq-dev \
	   libmicrohttpd-dev zlib1g-dev libbrotli-dev libqrencode-dev \
	   libcurl4-openssl-dev \
	   poppler-utils poppler-data fonts-noto-cjk
DEBIAN_TEST := libcriterion-dev clang clang-tidy libclang-rt-dev cppcheck \
	   gcovr man-db valgrind postgresql sqlite3 curl nginx-light wrk \
	   chromium
# Node's own packages bring npm with them and quarrel with Debian's.
DEBIAN_TEST += $(if $(shell command -v npm),,nodejs npm)

# pkg-config may be installed by `make deps' only just before it is asked, so
# it is asked at the first use and not when this file is read.
LIBRARIES := libxml-2.0 libzip yaml-0.1 jansson xlsxwriter pangocairo uchardet \
	   libsodium libcrypto sqlite3 libpq libmicrohttpd zlib libbrotlienc \
	   libqrencode
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags \
	   $(LIBRARIES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs \
	   $(LIBRARIES)))$(PKG_LIBS)

WARN	:= -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes \
	   -Wmissing-prototypes -Werror
# gcc cannot see that a value is set wherever OK is returned; the analyzers,
# which can, keep looking.
ifneq ($(CC),clang)
WARN	+= -Wno-maybe-uninitialized
endif
CFLAGS.release	:= -O2 -D_FORTIFY_SOURCE=3 -fstack-protector-strong
CFLAGS.debug	:= -O0 -g3
CFLAGS.asan	:= -O1 -fsanitize=address,undefined -fno-omit-frame-pointer \
		   -fno-sanitize-recover=undefined -Wno-format-truncation
CFLAGS.tsan	:= -O1 -fsanitize=thread
CFLAGS.cov	:= -O0 --coverage
CFLAGS.fuzz	:= -O1 -fsanitize=fuzzer-no-link,address,undefined \
		   -fno-sanitize-recover=undefined
LDFLAGS.release	:= -Wl,-z,relro,-z,now
LDFLAGS.asan	:= -fsanitize=address,undefined
LDFLAGS.tsan	:= -fsanitize=thread
LDFLAGS.cov	:= --coverage
LDFLAGS.fuzz	:= -fsanitize=address,undefined

HOUSE	:= -std=gnu17 -D_GNU_SOURCE -g -fPIE -I. -Isrc $(WARN)
FLAGS	 = $(HOUSE) $(CFLAGS.$(VARIANT)) -I$(BUILD) $(PKG_CFLAGS) $(CFLAGS)
LINK	 = -pie -Wl,--as-needed $(LDFLAGS.$(VARIANT)) $(LDFLAGS)
# libcurl lies where the compiler looks by itself.
LIBS	 = $(PKG_LIBS) -lcurl -lpthread -lm

MAIN	:= src/cli/main.c
SOURCES	:= $(sort $(wildcard src/*/*.c))
WOVEN	:= $(BUILD)/woven/registry.c $(BUILD)/woven/embed.c \
	   $(BUILD)/woven/sql.c $(BUILD)/woven/schema.c $(BUILD)/woven/page.c
SQL	:= $(sort $(wildcard sql/*.sql sql/sqlite/*.sql sql/pgsql/*.sql \
	   sql/schema/*.sql))
PAGES	:= $(sort $(wildcard pages/*.html))
DATA	:= $(sort $(wildcard demo/county/* demo/reports/* forms/*.yaml \
	   rules/*.yaml rules/*.txt words/*.yaml static/* man/*.[0-9] \
	   man/*/*.[0-9]))
TESTS	:= $(sort $(wildcard tests/*.c tests/*/test_*.c tests/flow/*.c))
FLOWS	:= $(sort $(wildcard tests/flow/*.flow))
TORTURES := $(sort $(wildcard tests/torture/*.c))
FUZZERS	:= $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCHES	:= $(sort $(wildcard bench/*.c))

MEMBERS	:= $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(MAIN),$(SOURCES))) \
	   $(WOVEN:.c=.o)
TEST_OBJECTS := $(TESTS:%.c=$(BUILD)/%.o) $(BUILD)/woven/flows.o \
	   $(BUILD)/woven/tests/page.o
TEST_PAGES := $(sort $(wildcard tests/web/*.html))
TORTURE_OBJECTS := $(TORTURES:%.c=$(BUILD)/%.o)
FUZZ_OBJECTS := $(FUZZERS:%.c=$(BUILD)/%.o)

MAKEFLAGS += --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all deps run unit pgsql test test-unit test-program lint lint-tidy \
	lint-analyzer torture fuzz fuzz-all bench cov docs golden install clean \
	FORCE
all: $(if $(wildcard $(MAIN)),$(BUILD)/gongkai,$(BUILD)/libgongkai.a)
ifeq ($(BUILD),build/release)
	@ln -sfn build/release/gongkai gongkai
endif

# --- what must be installed ------------------------------------------------

DPKG	:= $(wildcard /var/lib/dpkg/status)
deps: build/deps build/deps-test
build/deps: Makefile tools/deps.sh $(DPKG)
	@tools/deps.sh $(DEBIAN)
	@mkdir -p build && touch $@
build/deps-test: Makefile tools/deps.sh $(DPKG) | build/deps
	@tools/deps.sh $(DEBIAN_TEST)
	@touch $@

# --- the program -----------------------------------------------------------

# How to compile and which sources there are, rewritten only on a change, so
# that another flag compiles anew and a source that is gone is forgotten.
keep	= @mkdir -p $(@D); echo '$(strip $(1))' | cmp -s - $@ || \
	  echo '$(strip $(1))' >$@
$(BUILD)/flags: FORCE | build/deps
	$(call keep,$(FLAGS))
$(BUILD)/sources: FORCE
	$(call keep,$(SOURCES))

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) @$(BUILD)/flags -MMD -MP -c -o $@ $<
$(BUILD)/woven/%.o: $(BUILD)/woven/%.c $(BUILD)/flags
	$(CC) @$(BUILD)/flags -MMD -MP -c -o $@ $<

$(BUILD)/libgongkai.a: $(MEMBERS) $(BUILD)/sources
	@rm -f $@
	@ar rcs $@ $(MEMBERS)

$(BUILD)/gongkai: $(MAIN:%.c=$(BUILD)/%.o) $(BUILD)/libgongkai.a
	$(CC) $(LINK) -o $@ $^ $(LIBS)

# --- what is written for it ------------------------------------------------

TOOL	= gcc $(HOUSE) -O1 -o $@ $(filter %.c,$^)
TOOL_BASE := src/base/arena.c src/base/buf.c src/base/err.c src/base/file.c \
	   src/base/str.c src/base/utf8.c

build/tools/weave: $(wildcard tools/weave/*.c) $(TOOL_BASE) \
    $(wildcard tools/weave/*.h src/base/*.h) | build/deps
	@mkdir -p $(@D)
	$(TOOL)

$(BUILD)/woven/registry.c: build/tools/weave $(SOURCES) $(BUILD)/sources
	@mkdir -p $(@D)
	@build/tools/weave registry $@ $(SOURCES)

# Statements and schema; a source that calls them waits for their header.
$(BUILD)/sql: FORCE
	$(call keep,$(SQL))
$(BUILD)/woven/sql.h $(BUILD)/woven/sql.c $(BUILD)/woven/schema.c &: \
    build/tools/weave $(SQL) $(BUILD)/sql
	@mkdir -p $(@D)
	@build/tools/weave sql $(@D) $(SQL)

# Pages, and those that tests are made with.
$(BUILD)/pages: FORCE
	$(call keep,$(PAGES))
$(BUILD)/woven/page.h $(BUILD)/woven/page.c &: \
    build/tools/weave $(PAGES) $(BUILD)/pages
	@mkdir -p $(@D)
	@build/tools/weave pages $(@D) $(PAGES)
$(BUILD)/woven/tests/page.h $(BUILD)/woven/tests/page.c &: \
    build/tools/weave $(TEST_PAGES)
	@mkdir -p $(@D)
	@build/tools/weave pages $(@D) $(TEST_PAGES)

WOVEN_HEADERS := $(BUILD)/woven/sql.h $(BUILD)/woven/page.h
$(SOURCES:%.c=$(BUILD)/%.o) $(WOVEN:.c=.o): | $(WOVEN_HEADERS)
$(TEST_OBJECTS) $(FUZZ_OBJECTS): | $(WOVEN_HEADERS) $(BUILD)/woven/tests/page.h

build/tools/embed: tools/embed.c $(TOOL_BASE) $(wildcard src/base/*.h) \
    | build/deps
	@mkdir -p $(@D)
	$(TOOL)

$(BUILD)/data: FORCE
	$(call keep,$(DATA))
$(BUILD)/woven/embed.c: build/tools/embed $(DATA) $(BUILD)/data
	@mkdir -p $(@D)
	@build/tools/embed $@ $(DATA)

# OpenCC's characters, as a table for han.c.
build/tools/han_table: tools/han_table.c | build/deps
	@mkdir -p $(@D)
	gcc $(HOUSE) -O1 $(shell pkg-config --cflags opencc glib-2.0) -o $@ $< \
	    $(shell pkg-config --libs opencc glib-2.0)

$(BUILD)/woven/han_table.h: build/tools/han_table
	@mkdir -p $(@D)
	@build/tools/han_table $@
$(BUILD)/src/base/han.o: $(BUILD)/woven/han_table.h

# --- running and testing ---------------------------------------------------

run: all
	@RUN_SECONDS=$(RUN_SECONDS) tools/run.sh

# Two tests for each story of tests/flow, one an engine.
$(BUILD)/flows: FORCE
	$(call keep,$(FLOWS))
$(BUILD)/woven/flows.c: tools/flows.sh $(BUILD)/flows
	@mkdir -p $(@D)
	@tools/flows.sh $(FLOWS) >$@

unit: $(BUILD)/unit
$(BUILD)/unit: $(TEST_OBJECTS) $(BUILD)/libgongkai.a
	$(CC) $(LINK) -o $@ $^ $(LIBS) -lcriterion
$(TEST_OBJECTS) $(FUZZ_OBJECTS): | build/deps-test

test-unit: $(BUILD)/unit
	GONGKAI_TEST_FSYNC=off tools/pgsql.sh run $(BUILD)/unit --jobs $(JOBS)

# Power cuts, writes and calls that fail, memory that ends: TORTURE says how
# many power cuts.  The linker puts the test's calls before those of the store.
WRAPPED	:= db_begin db_commit db_run db_row db_rows
torture: $(BUILD)/torture
	TORTURE=$(TORTURE) tools/pgsql.sh run $< --jobs $(JOBS)
$(BUILD)/torture: $(TORTURE_OBJECTS) $(BUILD)/tests/test.o \
    $(BUILD)/tests/store.o $(BUILD)/libgongkai.a
	$(CC) $(LINK) $(WRAPPED:%=-Wl,--wrap=%) -o $@ $^ $(LIBS) -lcriterion
$(TORTURE_OBJECTS): | build/deps-test $(WOVEN_HEADERS)

# A server for tests by hand; it says how to reach and how to stop it.
pgsql: | build/deps-test
	@tools/pgsql.sh start

test: build/deps-test
	@MAKE='$(MAKE)' tools/test.sh

# The whole program from outside; GONGKAI says which.
test-program: all build/tools/weave $(BUILD)/golden $(BUILD)/loads
	@GONGKAI=$(BUILD)/gongkai GONGKAI_TEST_FSYNC=off \
	    tools/pgsql.sh run tests/program/run.sh

lint: all $(BUILD)/checks $(BUILD)/loads build/deps-test
	@MAKE='$(MAKE)' tools/house.sh

# What the program reads and finds in the real reports, kept in tests/golden.
golden: $(BUILD)/golden
	@tools/golden.sh $<
$(BUILD)/golden: $(BUILD)/tests/golden/golden.o $(BUILD)/libgongkai.a
	$(CC) $(LINK) -o $@ $^ $(LIBS)

docs: $(BUILD)/checks
	@$< tests/golden/measured.yaml docs/checks.md
$(BUILD)/checks $(BUILD)/loads: $(BUILD)/%: $(BUILD)/tools/%.o \
    $(BUILD)/libgongkai.a
	$(CC) $(LINK) -o $@ $^ $(LIBS)

# The analyzers, for the files that changed since they were quiet.
LINTED	:= $(filter-out $(WOVEN),$(SOURCES))
lint-tidy: $(LINTED:%.c=build/lint/%.tidy)
build/lint/%.tidy: build/release/%.o .clang-tidy
	@mkdir -p $(@D)
	@clang-tidy --quiet $*.c -- $$(cat build/release/flags) \
	    -Wno-unknown-warning-option
	@touch $@
lint-analyzer: $(LINTED:%.c=build/lint/%.analyzer)
build/lint/%.analyzer: build/release/%.o
	@mkdir -p $(@D)
	@gcc @build/release/flags -fanalyzer \
	    -Wno-analyzer-malloc-leak -c -o /dev/null $*.c
	@touch $@

fuzz:
	@$(MAKE) -s VARIANT=fuzz fuzz-all
fuzz-all: $(FUZZERS:tests/fuzz/%.c=$(BUILD)/%)
	@tools/fuzz.sh $(FUZZ_SECONDS) $^
$(BUILD)/fuzz_page: $(BUILD)/woven/tests/page.o
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libgongkai.a
	$(CC) $(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

cov:
	@$(MAKE) -s VARIANT=cov unit all
	@find build/cov -name '*.gcda' -exec rm {} +
	-@GONGKAI_TEST_FSYNC=off tools/pgsql.sh run build/cov/unit \
	    --jobs $(JOBS)
	-@GONGKAI=build/cov/gongkai GONGKAI_TEST_FSYNC=off \
	    tools/pgsql.sh run tests/program/run.sh
	@mkdir -p build/coverage
	@gcovr --root . --filter src/ --object-directory build/cov \
	    --html-details build/coverage/index.html --print-summary
	@echo "build/coverage/index.html"

bench: all $(BENCHES:%.c=$(BUILD)/%)
	@bench/run.sh
$(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/libgongkai.a
	$(CC) $(LINK) -o $@ $^ $(LIBS)

install: all
	install -D -m 755 build/release/gongkai \
	    $(DESTDIR)$(PREFIX)/bin/gongkai
	for page in man/*.[0-9]; do install -D -m 644 $$page \
	    $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/} || \
	    exit; done
	for page in man/zh_CN/*.[0-9]; do install -D -m 644 $$page \
	    $(DESTDIR)$(PREFIX)/share/man/zh_CN/man$${page##*.}/$${page##*/} \
	    || exit; done

clean:
	rm -rf build gongkai

-include $(MEMBERS:.o=.d) $(TEST_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d)
-include $(TORTURE_OBJECTS:.o=.d)
-include $(MAIN:%.c=$(BUILD)/%.d) $(BENCHES:%.c=$(BUILD)/%.d)
-include $(BUILD)/tests/golden/golden.d
-include $(BUILD)/tools/checks.d $(BUILD)/tools/loads.d
