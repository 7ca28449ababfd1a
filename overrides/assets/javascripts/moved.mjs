// On a page that has moved, and on one with a part that has: go where it is now, and take along
// the answers that the address holds. The page itself says all this in links.
const name = location.hash.slice(1);
const part = name && document.getElementById(name);
const page = document.documentElement.dataset.to;
if (part && part.dataset.to) location.replace(part.dataset.to);
else if (page) location.replace(page.includes("#") ? page : page + location.hash);
