"""Regular English inflection."""


def inflections(word: str) -> set[str]:
    """The word and its regular English inflections (plural or third person, past, -ing); the last part of a hyphenated word."""
    stem, hyphen, last = word.rpartition("-")
    head = stem + hyphen
    if len(last) < 3 or not last.isalpha():
        return {word}
    vowels = "aeiou"
    forms = {last}
    if last.endswith("y") and last[-2] not in vowels:
        forms |= {last[:-1] + "ies", last[:-1] + "ied", last + "ing"}
    elif last.endswith("e"):
        forms |= {last + "s", last + "d", last[:-1] + "ing"}
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        forms |= {last + "es", last + "ed", last + "ing"}
    else:
        forms |= {last + "s", last + "ed", last + "ing"}
        if last[-1] not in "wxy" + vowels and last[-2] in vowels and last[-3] not in vowels:
            forms |= {last + last[-1] + "ed", last + last[-1] + "ing"}
    return {head + f for f in forms}
