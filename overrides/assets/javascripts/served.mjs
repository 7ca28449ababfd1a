// Only in the copy that reads from files: a module runs where there is a server, and there alone.
for (const notice of document.querySelectorAll(".from-files")) notice.remove();
