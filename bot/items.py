"""`python -m bot items`: statistics, calibration and check, as tables for people and as JSON for programs."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from yaml import YAMLError

from bot.config import Settings
from bot.setup import opened
from db.session import UnitOfWork
from domain.bank_check import Rule, key_positions, longest_keys, shortest_keys
from domain.calibration import Calibration, ItemParameters, Model, NotEnoughData
from domain.errors import NotFound
from domain.item_statistics import Flag, ItemStatistics, TestStatistics
from files.errors import FileProblem
from services import bank_check, item_analysis, question_export
from services.bank_check import BankReport, CheckReport
from services.item_analysis import (
    Calibrated,
    Group,
    Moved,
    NoAnswers,
    calibration_of_file,
    drift_of_bank,
    statistics_of_bank,
    statistics_of_file,
)

FLAGS = {
    Flag.CONSTANT: "ответ у всех один",
    Flag.HARD: "слишком трудное",
    Flag.EASY: "слишком лёгкое",
    Flag.WEAK: "слабо различает",
    Flag.NEGATIVE: "сильные ошибаются чаще: проверьте ключ",
    Flag.IDLE: "вариант никто не выбирает",
    Flag.BETTER_THAN_KEY: "вариант лучше ключа: проверьте ключ",
    Flag.DIF: "группы отвечают по-разному",
}
WIDTH = 110


@dataclass(frozen=True)
class Order:
    """What the command line asked for; see `python -m bot items --help`."""

    file: Path
    key: str | None = None
    group: str = ""
    omit: tuple[str, ...] = ()
    as_json: bool = False


def stats(order: Order) -> int:
    """Statistics of a file of responses; returns the exit code."""
    try:
        found = statistics_of_file(order.file.read_bytes(), key=order.key, group=order.group, omit=order.omit)
    except FileProblem as problem:
        return _refuse(f"{order.file.name}: {problem}")
    _print_json(_statistics(found)) if order.as_json else show_statistics(found)
    return 0


def calibrate(order: Order, model: Model) -> int:
    """Calibration of a file of responses; returns the exit code."""
    try:
        found = calibration_of_file(order.file.read_bytes(), model, key=order.key, omit=order.omit)
    except FileProblem as problem:
        return _refuse(f"{order.file.name}: {problem}")
    except NotEnoughData:
        return _refuse(f"{order.file.name}: {_too_few(model)}")
    _print_json(_calibration(found)) if order.as_json else show_calibration(found)
    return 0


async def bank_stats(settings: Settings, bank: str, group: str, *, as_json: bool) -> int:
    """Statistics of a bank from its answers; returns the exit code."""
    known = [one.value for one in Group]
    if group and group not in known:
        return _refuse(f"Группы «{group}» нет. У банка есть: {', '.join(known)}.")
    try:
        async with opened(settings) as database:
            found = await statistics_of_bank(UnitOfWork(database), bank, Group(group or Group.EXPERIENCE))
    except (NotFound, NoAnswers) as refusal:
        return _refuse(_why(refusal, bank))
    _print_json(_statistics(found)) if as_json else show_statistics(found)
    return 0


async def calibrate_bank(settings: Settings, bank: str, model: Model, *, as_json: bool) -> int:
    """Calibration of a bank, kept as its next version; returns the exit code."""
    try:
        async with opened(settings) as database:
            found = await item_analysis.calibrate_bank(UnitOfWork(database), bank, model)
    except (NotFound, NoAnswers) as refusal:
        return _refuse(_why(refusal, bank))
    except NotEnoughData:
        return _refuse(f"Банк «{bank}»: {_too_few(model)}")
    _print_json(_calibration(found)) if as_json else show_calibration(found)
    return 0


async def bank_drift(settings: Settings, bank: str, *, as_json: bool) -> int:
    """The last calibration of a bank against the one before; returns the exit code."""
    try:
        async with opened(settings) as database:
            found = await drift_of_bank(UnitOfWork(database), bank)
    except NotFound:
        return _refuse(f"У банка «{bank}» меньше двух калибровок: сравнивать не с чем.")
    if not found.drift:
        return _refuse(f"У калибровок {found.before} и {found.after} меньше пяти общих заданий.")
    _print_json(_drift(found)) if as_json else show_drift(found)
    return 0


def _drift(found: Moved) -> dict[str, Any]:
    moved = [
        {"item": name, "shift": one.shift, "z": one.z, "moved": one.moved}
        for name, one in found.drift.items()
    ]
    return {"before": found.before, "after": found.after, "items": moved}


def show_drift(found: Moved) -> None:
    console = _console()
    rows = [
        [name, _number(one.shift, 2), _number(one.z, 1), "сдвинулось" if one.moved else ""]
        for name, one in sorted(found.drift.items(), key=lambda pair: -abs(pair[1].z))
    ]
    console.print(_table(["Задание", "Сдвиг b", "z", "Пометка"], rows, left=(0, 3)))
    console.print(
        f"Калибровка {found.after} против {found.before}. Сдвиг — от общего для всех заданий; "
        "пометка, когда он больше погрешности и не меньше половины логита."
    )


async def export_bank(settings: Settings, bank: str, file: Path) -> int:
    """A bank as GIFT or XLSX, by the ending of the file's name; returns the exit code."""
    if file.suffix.lower() not in (".gift", ".xlsx"):
        return _refuse(f"{file.name}: имя файла кончается на .gift или .xlsx.")
    async with opened(settings) as database:
        found = await question_export.export(UnitOfWork(database), bank)
    if not found.count:
        return _refuse(f"Банка «{bank}» нет или в нём нет заданий.")
    data = found.gift
    if file.suffix.lower() == ".xlsx":
        from ui.documents.tables import Sheet, workbook

        data = workbook([Sheet("Задания", question_export.COLUMNS, found.table)])
    file.write_bytes(data)
    print(f"{file.name}: заданий {found.count}. Загружается обратно как свой банк: import questions.")
    return 0


def _why(refusal: Exception, bank: str) -> str:
    if isinstance(refusal, NoAnswers):
        return f"Банк «{bank}»: ответов пока нет."
    return f"Банка «{bank}» нет или в нём нет действующих заданий."


def _too_few(model: Model) -> str:
    return (
        f"для модели {model} нужно заданий: {model.least_items} или больше, "
        "таких, где есть и верные, и неверные ответы."
    )


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def _print_json(found: dict[str, Any]) -> None:
    print(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))


def _statistics(found: TestStatistics) -> dict[str, Any]:
    return {
        "n": found.n,
        "items": [_item(one) for one in found.items],
        "alpha": found.alpha,
        "mean": found.mean,
        "sd": found.sd,
    }


def _item(one: ItemStatistics) -> dict[str, Any]:
    """What interfaces promise; choices and groups only where they were asked for."""
    item: dict[str, Any] = {
        "item": one.item,
        "p": one.p,
        "r_rest": one.r_rest,
        "alpha_if_deleted": one.alpha_if_deleted,
        "flags": list(one.flags),
    }
    if one.choices:
        item["choices"] = [vars(choice) for choice in one.choices]
    if one.dif:
        item["dif"] = vars(one.dif)
    return item


def _calibration(found: Calibrated) -> dict[str, Any]:
    rows = zip(found.names, found.calibration.items, strict=True)
    return {
        "model": found.calibration.model,
        "loglik": found.calibration.loglik,
        "items": [{"item": name, **vars(item)} for name, item in rows],
    }


def show_statistics(found: TestStatistics) -> None:
    console = _console()
    with_dif = any(one.dif for one in found.items)
    heads = ["Задание", "Ответов", "p", "r", "α без него", *(["DIF"] if with_dif else []), "Пометки"]
    console.print(
        _table(heads, (_statistics_row(one, with_dif) for one in found.items), left=(0, len(heads) - 1))
    )
    rows = [
        [one.item, ("✓ " if choice.is_key else "") + choice.choice]
        + [_number(value) for value in (choice.share, choice.lower, choice.upper, choice.r_rest)]
        for one in found.items
        for choice in one.choices
    ]
    if rows:
        heads = ["Задание", "Вариант", "Доля", "Слабые 27 %", "Сильные 27 %", "r"]
        console.print(_table(heads, rows, left=(0, 1)))
    console.print(
        f"Людей {found.n}, заданий {len(found.items)}, α {_number(found.alpha)}, "
        f"средний балл {_number(found.mean, 2)}, отклонение {_number(found.sd, 2)}, "
        f"70 % и больше верных: {_percent(found.passed)}."
    )
    console.print(
        "p — доля верных среди ответивших, r — связь с остальными заданиями. Пропуск не считается ошибкой."
    )


def _statistics_row(one: ItemStatistics, with_dif: bool) -> list[str]:
    dif = [f"{one.dif.size} {_number(one.dif.delta, 2)}" if one.dif else "—"] if with_dif else []
    figures = [_number(value) for value in (one.p, one.r_rest, one.alpha_if_deleted)]
    return [one.item, str(one.n), *figures, *dif, "; ".join(FLAGS[flag] for flag in one.flags)]


def show_calibration(found: Calibrated) -> None:
    console, calibration = _console(), found.calibration
    heads = ["Задание", "a", "± a", "b", "± b", "infit", "outfit", "S-X²", "df", "p"]
    rows = []
    for name, item, fit in zip(found.names, calibration.items, found.fit, strict=True):
        figures = [_number(value) for value in (item.a, item.se_a, item.b, item.se_b)]
        tested = fit is not None and fit.p is not None
        figures += [_number(fit.infit, 2), _number(fit.outfit, 2)] if fit else ["—", "—"]
        figures += [_number(fit.s_x2, 2), str(fit.df), _number(fit.p)] if fit and tested else ["—", "—", "—"]
        rows.append([name, *figures])
    console.print(_table(heads, rows, left=(0,)))
    console.print(
        f"Модель {calibration.model}, людей {calibration.n}, логарифм правдоподобия "
        f"{_number(calibration.loglik)}, параметров {calibration.free}, "
        f"AIC {_number(calibration.aic, 1)}, BIC {_number(calibration.bic, 1)}."
    )
    if found.version:
        console.print(f"Сохранена как калибровка {found.version}.")
    for name, shift in found.drift.items():
        if shift.moved:
            console.print(f"Сдвинулось с прошлой калибровки: {name} на {_number(shift.shift, 2)}.")
    for line in _reservations(calibration):
        console.print(line)


def _reservations(calibration: Calibration) -> list[str]:
    said = []
    if not calibration.converged:
        said.append("Оценки не сошлись: пользоваться ими нельзя.")
    if ItemParameters() in calibration.items:
        said.append("Прочерк: ответ у всех один, параметров у задания нет.")
    advised = calibration.model.least_answers
    if calibration.n < advised:
        said.append(f"Людей мало: для модели {calibration.model} нужно не меньше {advised}.")
    return said


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: Sequence[int]) -> Table:
    table = Table(box=None, pad_edge=False)
    for at, head in enumerate(heads):
        table.add_column(head, justify="left" if at in left else "right", no_wrap=at != len(heads) - 1)
    for row in rows:
        table.add_row(*row)
    return table


def _console() -> Console:
    """As wide as the terminal; in a pipe or a file as wide as the documents."""
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, width=WIDTH)


def _number(value: float | None, digits: int = 3) -> str:
    return "—" if value is None else f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{_number(100 * share, 1)} %"


def check(name: str) -> int:
    """Checks the shipped banks, one of them or a file; 1 when there is something to mend."""
    files = bank_check.paths(name)
    if not files:
        known = ", ".join(path.stem for path in bank_check.shipped())
        return _refuse(f"Банка «{name}» нет. Есть: {known}; можно назвать и файл.")
    try:
        found = bank_check.check(files)
    except (ValueError, AttributeError, UnicodeDecodeError, YAMLError) as error:
        reason = "файл YAML записан с ошибкой" if isinstance(error, YAMLError) else str(error)
        return _refuse(f"{name}: это не банк заданий: {' '.join(reason.split())}")
    show_check(found)
    return 1 if found.remarks else 0


def show_check(found: CheckReport) -> None:
    console = _console()
    heads = [
        "Банк",
        "Вопросов",
        "Блоков",
        "Места ключа",
        "Ключ длиннее",
        "Ключ короче",
        "О нормах",
        "Замечаний",
    ]
    console.print(_table(heads, map(_bank_row, found.banks), left=(0,)))
    console.print()
    counts = Counter(remark.rule for remark in found.remarks)
    for rule in Rule:
        if rule in counts:
            console.print(f"✗ {rule.value}: {counts[rule]}")
        elif rule is not Rule.AMOUNT or found.whole:
            console.print(f"✓ {rule.value}")
    for remark in found.remarks:
        console.print(f"  {remark.place}: {remark.words}")


def _bank_row(one: BankReport) -> list[str]:
    single = one.bank.single
    by_chance = sum(1 / len(item.options) for item in single)
    positions = key_positions(one.bank)
    return [
        one.bank.name,
        str(len(one.bank.items)),
        str(len(one.bank.units) or "—"),
        " ".join(str(positions[at]) for at in range(max(positions, default=-1) + 1)) or "—",
        f"{longest_keys(one.bank)} из {len(single)}, наугад {by_chance:.0f}",
        str(shortest_keys(one.bank)),
        str(sum(bool(item.source) for item in one.bank.items)),
        str(len(one.remarks)),
    ]
