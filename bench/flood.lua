-- flood.lua - sign in with a wrong password, for a new login each time.
--
-- FORM_COOKIE and FORM_TOKEN are those of a form that was asked for before.
local n = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Cookie"] = os.getenv("FORM_COOKIE")

function request()
	n = n + 1
	return wrk.format(nil, nil, nil, "csrf=" .. os.getenv("FORM_TOKEN") ..
	    "&login=nobody." .. n .. "&password=wrong-" .. n)
end
