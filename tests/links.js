// Opens an e-book with MuPDF (`mutool run links.js BOOK`) and prints its pages and where its links lead.
var document = new Document(scriptArgs[0]);
document.layout(420, 600, 12);
var pages = document.countPages(), inside = 0, outside = 0, lost = [];
for (var number = 0; number < pages; number++) {
	var links = document.loadPage(number).getLinks();
	for (var index = 0; index < links.length; index++) {
		var uri = links[index].uri;
		if (document.isExternalLink ? document.isExternalLink(uri) : /^[a-z]+:\/\//.test(uri)) { outside++; continue; }
		var target = document.resolveLink(uri);
		if (typeof target === "object") target = target.page;
		if (target >= 0 && target < pages) inside++; else lost.push(uri);
	}
}
print(JSON.stringify({pages: pages, inside: inside, outside: outside, lost: lost}));
