# strip.awk - C without its comments; lines keep their numbers.
#
# With -v strings=1 only the insides of strings are left, with -v strings=0
# only the code, each string an empty one.

function token(line, i) {
	c = substr(line, i, 1)
	return c == "/" && substr(line, i + 1, 1) == "*" ? "/*" : c
}

{
	out = ""
	n = length($0)
	for (i = 1; i <= n; i++) {
		c = token($0, i)
		if (comment) {
			if (c == "*" && substr($0, i + 1, 1) == "/") {
				comment = 0
				i++
			}
		} else if (quote != "") {
			if (c == "\\") {
				if (strings && quote == "\"")
					out = out substr($0, i, 2)
				i++
			} else if (c == quote) {
				if (!strings || quote == "\"")
					out = out quote
				quote = ""
			} else if (strings && quote == "\"")
				out = out substr($0, i, 1)
		} else if (c == "/*") {
			comment = 1
			i++
		} else if (c == "\"" || c == "'") {
			quote = c
			if (!strings || quote == "\"")
				out = out c
		} else if (!strings)
			out = out c
		else if (out !~ / $/)
			out = out " "
	}
	print out
}
