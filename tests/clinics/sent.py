"""What a browser sends of the clinic's own forms."""

import re

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://localhost/c/norte/settings"}
SETTINGS = "/c/norte/settings"


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the page's own form, untouched."""
    main = page[page.index('<main class="main"') :]
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", main):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="radio"' not in tag or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', main, re.DOTALL))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', main, re.DOTALL):
        options = re.findall(r"<option\b[^>]*>", inside)
        chosen = [option for option in options if " selected" in option] or options[:1]
        found[name] = re.search(r'value="([^"]*)"', chosen[0])[1]
    return found


def opened(desk, path: str, **typed: str) -> dict[str, str]:
    answer = desk.get(path)
    assert answer.status_code == 200
    return {**form_of(answer.text), **typed}
