#include "form/match.h"

#include "base/arena.h"

struct filled_remark *
match_remark(struct match *match, enum filled_remark_kind kind, str table,
    struct doc_place place)
{
	struct filled		*filled = match->filled;
	struct filled_remark	*remark;

	if (filled->remarks == match->remark_room) {
		match->remark_room = match->remark_room == 0 ? 16 :
		    match->remark_room * 2;
		filled->remark = arena_grow(match->arena, filled->remark,
		    filled->remarks, match->remark_room,
		    sizeof *filled->remark);
	}
	remark = &filled->remark[filled->remarks++];
	*remark = (struct filled_remark){
		.kind = kind, .table = table, .place = place
	};
	return remark;
}
