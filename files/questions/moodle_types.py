"""Question types of Moodle that can't be asked here, by the names people know them."""

from files.questions.model import Refused

_TITLES = {
    "description": "описание, а не вопрос",
    "category": "категория",
    "cloze": "вложенные ответы",
    "multianswer": "вложенные ответы",
    "calculated": "вычисляемый",
    "calculatedsimple": "простой вычисляемый",
    "calculatedmulti": "множественный вычисляемый",
    "ddwtos": "перетаскивание в текст",
    "ddimageortext": "перетаскивание на изображение",
    "ddmarker": "перетаскивание маркеров",
    "gapselect": "выбор пропущенных слов",
    "random": "случайный вопрос",
    "randomsamatch": "случайный вопрос на соответствие",
    "multichoiceset": "множественный выбор «всё или ничего»",
    "missingtype": "тип, которого не было в той системе",
    "stack": "математический STACK",
    "coderunner": "программа CodeRunner",
    "formulas": "формулы",
    "wordselect": "выбор слов в тексте",
    "recordrtc": "запись звука или видео",
}


def refuse_type(name: str) -> Refused:
    """The refusal that names the type."""
    title = _TITLES.get(name)
    named = f"{title} ({name})" if title else f"«{name or 'не указан'}»"
    if name == "description":
        return Refused(name, f"Это {named}: отвечать не на что.")
    return Refused(name or "no type", f"Тип вопроса не поддерживается: {named}.")
