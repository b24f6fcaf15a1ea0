# gongkai: one Makefile, wildcard sources.
#
#   make run     build, check the reports of demo/reports, show the result
#   make test    everything that can fail: lint, unit tests, whole programs
#
# VARIANT=release|debug|asan|tsan|cov|fuzz picks how it is built.

VARIANT	?= release
BUILD	:= build/$(VARIANT)
CC	:= gcc

PACKAGES := libxml-2.0 libzip yaml-0.1 jansson xlsxwriter pangocairo uchardet

WARN	:= -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes \
	   -Wmissing-prototypes -Werror
CFLAGS	:= -std=gnu17 -D_GNU_SOURCE -g -O2 $(WARN) -fPIE -I. -Isrc -I$(BUILD) \
	   $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
LDLIBS	:= $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lpthread -lm
LDFLAGS	:= -pie -Wl,-z,relro,-z,now
ifeq ($(VARIANT),asan)
CFLAGS	+= -O1 -fsanitize=address,undefined -fno-omit-frame-pointer -Wno-format-truncation
LDFLAGS	+= -fsanitize=address,undefined
endif

SOURCES	:= $(wildcard src/*/*.c)
OBJECTS	:= $(SOURCES:%.c=$(BUILD)/%.o)
TESTS	:= $(wildcard tests/*/*.c)
TEST_OBJECTS := $(TESTS:%.c=$(BUILD)/%.o)

.PHONY: all test-unit clean
all: $(BUILD)/gongkai

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -c -o $@ $<

$(BUILD)/gongkai: $(OBJECTS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/unit: $(TEST_OBJECTS) $(filter-out %/cli/main.o,$(OBJECTS))
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcriterion

test-unit: $(BUILD)/unit
	$(BUILD)/unit --jobs 2

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)
