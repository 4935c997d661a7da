"""The shape of every call, read from aiogram's own models: names, required fields, types and unions.

The models are walked once per method into plain closures; a check then costs a few dictionary
look-ups per field, where validation by pydantic would cost more than the rest of the call.
"""

import json
import types
import typing
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

from aiogram import methods
from aiogram.client.default import Default
from aiogram.types import InputFile, TelegramObject
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.errors import ApiError, bad_request, not_found

Check = Callable[[Any, str], Any]
"""Takes a value and the words that name it; returns the value or raises ApiError."""

ATTACH = "attach://"

_MISSING_WORDS = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "video": "there is no video in the request",
    "audio": "there is no audio in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


def _class_name(api_name: str) -> str:
    return api_name[:1].upper() + api_name[1:]


@cache
def method_model(name: str) -> type[BaseModel] | None:
    """aiogram's model of a method, None for a name the Bot API does not have."""
    model = getattr(methods, _class_name(name), None) if name[:1].islower() else None
    return model if getattr(model, "__api_method__", None) == name else None


def all_methods() -> dict[str, type[BaseModel]]:
    """Every method aiogram knows, by its Bot API name."""
    models = (getattr(methods, name) for name in methods.__all__)
    return {
        model.__api_method__: model
        for model in models
        if isinstance(getattr(model, "__api_method__", 0), str)
    }


class Fields:
    """The fields of one method or object, with their checks."""

    def __init__(self, name: str, model: type[BaseModel]) -> None:
        self.name = name
        self.checks: dict[str, Check] = {}
        self.required: list[str] = []
        for field, info in model.model_fields.items():
            self.checks[field] = _compile(info.annotation)
            if info.is_required() or _literal_values(info.annotation):
                self.required.append(field)

    def check(self, value: dict) -> dict:
        """The object without its empty fields; refuses unknown, missing and wrongly typed ones."""
        checked = {}
        for field, item in value.items():
            check = self.checks.get(field)
            if check is None:
                raise bad_request(f'unknown field "{field}" of {self.name}')
            if item is not None:
                checked[field] = check(item, f'field "{field}" of {self.name}')
        for field in self.required:
            if field not in checked:
                raise bad_request(f'can\'t find field "{field}" of {self.name}')
        return checked

    def accepts(self, value: dict) -> bool:
        """Whether the object can be this one, judged by names alone."""
        return value.keys() <= self.checks.keys() and all(
            value.get(name) is not None for name in self.required
        )


class Call(Fields):
    """The fields of a method: values may be typed (JSON) or text (a form), files come beside them."""

    def __init__(self, name: str, model: type[BaseModel]) -> None:
        super().__init__(name, model)
        self.uploads = {field for field, info in model.model_fields.items() if _takes_file(info.annotation)}
        self.converters = {field: _converter(info.annotation) for field, info in model.model_fields.items()}

    def parse(self, params: dict, files: dict) -> dict:
        """The checked parameters of a call."""
        checked = {}
        for field, item in params.items():
            check = self.checks.get(field)
            if check is None:
                raise bad_request(f'unknown field "{field}" of {self.name}')
            if item is None:
                continue
            convert = self.converters[field]
            if convert is not None and type(item) is str:
                item = convert(item, field)
            checked[field] = check(item, f'field "{field}" of {self.name}')
        for field in self.uploads & files.keys():
            checked.setdefault(field, ATTACH + field)
        for field in self.required:
            if field not in checked:
                raise bad_request(_MISSING_WORDS.get(field, f'field "{field}" of {self.name} is required'))
        return checked


@cache
def call(name: str) -> Call:
    """The schema of a method; 404 when there is none."""
    model = method_model(name)
    if model is None:
        raise not_found()
    return Call(name, model)


@cache
def _object(model: type[TelegramObject]) -> Fields:
    return Fields(model.__name__, model)


def _variants(annotation: Any) -> list[Any]:
    """The members of a union, flat; a plain type is a union of one."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _variants(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [leaf for arg in typing.get_args(annotation) for leaf in _variants(arg)]
    if annotation is type(None) or annotation is Default:
        return []
    return [annotation]


def _is_object(variant: Any) -> bool:
    return isinstance(variant, type) and issubclass(variant, TelegramObject)


def _literal_values(annotation: Any) -> list[Any]:
    values = typing.get_args(annotation) if typing.get_origin(annotation) is typing.Literal else ()
    return [value.value if isinstance(value, Enum) else value for value in values]


def _takes_file(annotation: Any) -> bool:
    return any(variant is InputFile for variant in _variants(annotation))


def _compile(annotation: Any) -> Check:
    """The check of one field."""
    variants = _variants(annotation)
    objects = [variant for variant in variants if _is_object(variant)]
    if objects:
        return _check_object(objects) if len(objects) == len(variants) else _accept
    if literals := _literal_values(variants[0]):
        return _check_literal(literals)
    if typing.get_origin(variants[0]) is list:
        return _check_list(typing.get_args(variants[0])[0])
    return _check_scalar(variants)


def _accept(value: Any, what: str) -> Any:
    return value


def _check_scalar(variants: list[Any]) -> Check:
    kinds = {_SCALARS[variant] for variant in variants if variant in _SCALARS}
    allowed = {kind for names in kinds for kind in _KINDS[names]}
    words = " or ".join(sorted(kinds))
    if not kinds:
        return _accept

    def check(value: Any, what: str) -> Any:
        if type(value) not in allowed:
            raise bad_request(f"{what} must be of type {words}")
        return value

    return check


_SCALARS: dict[Any, str] = {
    str: "String",
    InputFile: "String",
    int: "Integer",
    datetime: "Integer",
    timedelta: "Integer",
    bool: "Boolean",
    float: "Float",
}
_KINDS: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Boolean": (bool,),
    "Float": (float, int),
}


def _check_literal(values: list[Any]) -> Check:
    def check(value: Any, what: str) -> Any:
        if value not in values:
            raise bad_request(f"{what} must be {' or '.join(map(str, values))}")
        return value

    return check


def _check_list(item: Any) -> Check:
    compiled: list[Check] = []

    def check(value: Any, what: str) -> list:
        if type(value) is not list:
            raise bad_request(f"{what} must be of type Array")
        if not compiled:
            compiled.append(_compile(item))
        one = compiled[0]
        return [one(element, what) for element in value]

    return check


def _check_object(models: list[type[TelegramObject]]) -> Check:
    tagged = _by_discriminator(models) if len(models) > 1 else None

    def check(value: Any, what: str) -> dict:
        if type(value) is not dict:
            raise bad_request(f"{what} must be of type Object")
        if len(models) == 1:
            return _object(models[0]).check(value)
        if tagged is not None:
            model = tagged[1].get(value.get(tagged[0]))
            if model is None:
                raise bad_request(f'{what}: unknown {tagged[0]} "{value.get(tagged[0])}"')
            return _object(model).check(value)
        for model in models:
            if _object(model).accepts(value):
                return _object(model).check(value)
        return _object(_closest(models, value)).check(value)

    return check


def _closest(models: list[type[TelegramObject]], value: dict) -> type[TelegramObject]:
    """The variant that shares most names with the value: its complaint says most."""
    return max(models, key=lambda model: len(value.keys() & _object(model).checks.keys()))


def _by_discriminator(models: list[type[TelegramObject]]) -> tuple[str, dict] | None:
    """The literal field that tells the variants apart, with the variant for each of its values."""

    def literals(info: FieldInfo) -> list[Any]:
        return _literal_values(info.annotation)

    for field, info in models[0].model_fields.items():
        if not literals(info) or not all(field in model.model_fields for model in models):
            continue
        table = {value: model for model in models for value in literals(model.model_fields[field])}
        if len(table) == len(models):
            return field, table
    return None


def _converter(annotation: Any) -> Callable[[str, str], Any] | None:
    """How the text of a form becomes a value of the field; None where text is what it takes."""
    variants = _variants(annotation)
    if any(_is_object(variant) or typing.get_origin(variant) is list for variant in variants):
        return _from_json
    if bool in variants:
        return _from_bool
    if int in variants:
        return _from_int_or_text if str in variants else _from_int
    return _from_float if float in variants else None


def _from_json(text: str, field: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        words = {"reply_markup": "can't parse reply keyboard markup JSON object"}
        raise bad_request(words.get(field, f"can't parse {field} JSON object")) from None


def _from_bool(text: str, field: str) -> bool:
    try:
        return {"true": True, "1": True, "false": False, "0": False}[text.lower()]
    except KeyError:
        raise _wrong(field, "Boolean") from None


def _from_int(text: str, field: str) -> int:
    number = _from_int_or_text(text, field)
    if isinstance(number, str):
        raise _wrong(field, "Integer")
    return number


def _from_int_or_text(text: str, field: str) -> int | str:
    return int(text) if text.removeprefix("-").isdecimal() else text


def _from_float(text: str, field: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _wrong(field, "Float") from None


def _wrong(field: str, kind: str) -> ApiError:
    return bad_request(f'field "{field}" must be of type {kind}')
