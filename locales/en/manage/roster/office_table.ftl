manage-table-title = Table to paste
manage-table-lead = The draft roster as the office prints it. Paste it into an announcement; it can be read back again.
manage-table-text = Text with tabs
manage-table-html = HTML for a web page
