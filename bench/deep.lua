-- deep.lua - a page of the list that was hardly asked for before.
--
-- RECORDS says how many there are.
local most = math.min(tonumber(os.getenv("RECORDS")), 10000) - 20

function init()
	math.randomseed(os.time())
end

function request()
	return wrk.format(nil, wrk.path .. "?from=" .. math.random(1, most))
end
