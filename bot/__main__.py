"""The command line: `python -m bot COMMAND`. Exit 0, 1 for a refused input, 2 for wrong use or settings.

Imports stand inside the commands: aiogram alone takes seconds, and most commands need none of it.
"""

import asyncio
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.config import Settings, SettingsProblem, load

app = typer.Typer(
    help="Опора: бот методической службы.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sending = typer.Typer(help="Разрешить отправку сообщений или придержать её.", no_args_is_help=True)
app.add_typer(sending, name="sending")
indicators = typer.Typer(help="Показатели: пересчёт и что в них считать.", no_args_is_help=True)
app.add_typer(indicators, name="indicators")
items = typer.Typer(help="Задания: статистика, калибровка, проверка банков.", no_args_is_help=True)
app.add_typer(items, name="items")


def main() -> None:
    """Runs a command; what can go wrong by itself ends in one line."""
    try:
        app()
    except SettingsProblem as problem:
        print(f"Настройки: {problem}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        import structlog

        from bot import logs

        if not structlog.is_configured():  # its own default prints the values of variables
            logs.set_up("INFO", "text")
        structlog.get_logger().exception("command_failed")
        print(f"Ошибка программы: {type(error).__name__}. Подробности в журнале выше.", file=sys.stderr)
        sys.exit(1)


def refuse(message: str) -> typer.Exit:
    """One line and exit code 1: `raise refuse(...)`."""
    print(message, file=sys.stderr)
    return typer.Exit(1)


def _settings() -> Settings:
    from bot import logs

    settings = load()
    logs.set_up(settings.log_level, settings.log_format, settings.secrets())
    return settings


@app.command()
def run(
    migrate: Annotated[bool | None, typer.Option(help="Обновить схему перед запуском (SQLite: да).")] = None,
) -> None:
    """Запустить бота: опрос Telegram или вебхук, если задан WEBHOOK_URL."""
    settings = _settings()
    if not settings.bot_token:
        raise SettingsProblem("BOT_TOKEN пуст: впишите токен от @BotFather в .env")
    from bot.running import run_forever

    sys.exit(asyncio.run(run_forever(settings, migrate)))


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8080,
    people: Annotated[int, typer.Option(min=0, max=20_000)] = 400,
    reset: Annotated[bool, typer.Option("--reset", help="Начать заново.")] = False,
) -> None:
    """Показать всё в браузере: бот, учебная территория и чат, без токена."""
    from bot.demo import run_demo

    sys.exit(asyncio.run(run_demo(port, people, reset)))


@app.command()
def migrate() -> None:
    """Привести схему базы к текущей версии и загрузить задания, которые идут с продуктом."""
    from bot.setup import prepare

    asyncio.run(prepare(_settings(), migrate=True))
    print("Схема базы и содержание обновлены.")


@app.command("import")
def import_file(
    kind: Annotated[
        Literal["units", "headcounts", "people", "programmes", "practices", "questions", "evidence", "norms"],
        typer.Argument(),
    ],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Только проверить и показать.")] = False,
    bank: Annotated[str, typer.Option(help="Имя банка для вопросов.")] = "",
    competency: Annotated[str, typer.Option(help="Код компетенции для вопросов без пометки.")] = "",
    source: Annotated[
        Literal["", "oktmo", "moscow-schools"], typer.Option("--from", help="Открытые данные.")
    ] = "",
    below: Annotated[str, typer.Option(help="Код муниципалитета для --from moscow-schools.")] = "",
) -> None:
    """Загрузить файл: сначала проверка, потом всё или ничего."""
    from bot.importing import Order, run_import

    order = Order(kind, file, dry_run, bank, competency, source, below)
    sys.exit(asyncio.run(run_import(_settings(), order)))


@app.command("export")
def export_file(
    kind: Annotated[Literal["practices"], typer.Argument()],
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Куда записать: .xlsx или .csv.")],
) -> None:
    """Записать таблицу в файл XLSX или CSV."""
    from bot import exporting

    print(_done(exporting.practices(_settings(), file)))


@app.command()
def invite(
    role: Annotated[str, typer.Argument(help="mentor, head, deputy, expert, methodist, coordinator, admin")],
    unit: Annotated[str, typer.Option(help="Код территории или организации.")],
    expires: Annotated[str, typer.Option(help="Срок: 7d, 24h.")] = "7d",
) -> None:
    """Напечатать одноразовую ссылку, которая даёт роль."""
    from bot import office

    lives = _duration(expires)
    if lives is None:
        raise typer.BadParameter("срок пишется как 7d или 24h", param_hint="--expires")
    print(_done(office.invite(_settings(), role, unit, lives)))


def _duration(text: str) -> timedelta | None:
    found = re.fullmatch(r"(\d{1,4})([dh])", text)
    if found is None or int(found[1]) == 0:
        return None
    return timedelta(days=int(found[1])) if found[2] == "d" else timedelta(hours=int(found[1]))


@app.command()
def poster(
    unit: Annotated[str, typer.Argument(help="Код организации.")],
    file: Annotated[Path | None, typer.Argument(help="Куда записать PDF.")] = None,
) -> None:
    """Сделать плакат A4 организации: QR-код, ссылка и короткий код."""
    from bot import office

    path = file or Path(f"poster-{re.sub(r'[^A-Za-zА-Яа-я0-9_.-]', '_', unit)}.pdf")
    path.write_bytes(_done(office.poster(_settings(), unit)))
    print(path)


@app.command()
def names(
    ground: Annotated[
        str, typer.Option(help="Документ, номер и дата, на которых основаны имена в чате.")
    ] = "",
    by: Annotated[str, typer.Option(help="Кто записал: должность или имя.")] = "администратор сервера",
) -> None:
    """Записать основание для NAMES_IN_CHAT=on; без --ground показать записанное."""
    from bot import office

    print(_done(office.names(_settings(), ground, by)))


@sending.command("on")
def sending_on() -> None:
    """Разрешить отправку."""
    from bot import office

    _done(office.switch_sending(_settings(), on=True))
    print("Отправка включена.")


@sending.command("off")
def sending_off() -> None:
    """Придержать отправку: сообщения копятся и ждут."""
    from bot import office

    _done(office.switch_sending(_settings(), on=False))
    print("Отправка выключена: сообщения ждут.")


@indicators.command("recount")
def recount(
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%d.%m.%Y"], help="На дату.")] = None,
    unit: Annotated[str, typer.Option(help="Код территории или организации; без него — всё.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Для программ.")] = False,
) -> None:
    """Пересчитать показатели всей территории, сохранить и напечатать: сама единица и все под ней."""
    from bot import counting

    print(_done(counting.recount(_settings(), as_of.date() if as_of else None, unit, as_json=as_json)))


@indicators.command("target")
def target(
    indicator: Annotated[Literal["I1", "I2a", "I2b", "I3", "I4"], typer.Argument()],
    percent: Annotated[float, typer.Argument(min=0, max=100, help="Доля в процентах.")],
    year: Annotated[int, typer.Option(min=2000, max=2100, help="До конца какого года.")],
    unit: Annotated[str, typer.Option(help="Код: для неё и всех под ней.")],
) -> None:
    """Поставить цель."""
    from bot import counting

    _done(counting.set_target(_settings(), unit, indicator, percent, year))


@indicators.command("modes")
def modes(
    words: Annotated[list[str], typer.Argument(help="self, independent, external")],
    unit: Annotated[str, typer.Option(help="Код: для неё и всех под ней.")],
) -> None:
    """Какие диагностики считаются в показателе 1."""
    from bot import counting

    _done(counting.set_words(_settings(), unit, "modes", words))


@indicators.command("forms")
def forms(
    words: Annotated[list[str], typer.Argument(help="наставничество, конкурс, ... весь список")],
    unit: Annotated[str, typer.Option(help="Код: для неё и всех под ней.")],
) -> None:
    """Какие формы поддержки считаются в показателе 4."""
    from bot import counting

    _done(counting.set_words(_settings(), unit, "forms", words))


ResponsesFile = Annotated[
    Path | None,
    typer.Option(
        "--responses", exists=True, dir_okay=False, readable=True, help="Матрица ответов, CSV или XLSX."
    ),
]
Key = Annotated[str | None, typer.Option(help="Верные варианты через запятую; без ключа ответы 0 и 1.")]
Omit = Annotated[str, typer.Option(help="Столбцы через запятую, которые не задания.")]
AsJson = Annotated[bool, typer.Option("--json", help="Для программы, а не для человека.")]


@items.command("stats")
def items_stats(
    bank: Annotated[str, typer.Argument(help="Банк заданий.")] = "",
    responses: ResponsesFile = None,
    key: Key = None,
    group: Annotated[
        str, typer.Option(help="Две группы: столбец файла, а у банка experience (стаж) или mode (режим).")
    ] = "",
    omit: Omit = "",
    as_json: AsJson = False,
) -> None:
    """Трудность, различение, надёжность, варианты ответа: по ответам банка или по файлу."""
    from bot import items as desk

    _one_source(bank, responses)
    if responses is None:
        sys.exit(asyncio.run(desk.bank_stats(_settings(), bank, group, as_json=as_json)))
    sys.exit(desk.stats(desk.Order(responses, key, group, _listed(omit), as_json)))


@items.command("calibrate")
def items_calibrate(
    bank: Annotated[str, typer.Argument(help="Банк заданий.")] = "",
    responses: ResponsesFile = None,
    model: Annotated[Literal["rasch", "1pl", "2pl"], typer.Option(help="Модель.")] = "rasch",
    key: Key = None,
    omit: Omit = "",
    as_json: AsJson = False,
) -> None:
    """Параметры заданий с ошибками: модель Раша, 1PL или 2PL. Калибровка банка сохраняется."""
    from bot import items as desk
    from domain.calibration import Model

    _one_source(bank, responses)
    if responses is None:
        sys.exit(asyncio.run(desk.calibrate_bank(_settings(), bank, Model(model), as_json=as_json)))
    sys.exit(desk.calibrate(desk.Order(responses, key, "", _listed(omit), as_json), Model(model)))


@items.command("drift")
def items_drift(
    bank: Annotated[str, typer.Argument(help="Банк заданий.")],
    as_json: AsJson = False,
) -> None:
    """Что сдвинулось между двумя последними калибровками банка."""
    from bot import items as desk

    sys.exit(asyncio.run(desk.bank_drift(_settings(), bank, as_json=as_json)))


@items.command("export")
def items_export(
    bank: Annotated[str, typer.Argument(help="Банк заданий.")],
    file: Annotated[Path, typer.Argument(dir_okay=False, writable=True, help="Файл .gift или .xlsx.")],
) -> None:
    """Выгрузить банк в GIFT или XLSX; после правки файл загружает `import questions`."""
    from bot import items as desk

    sys.exit(asyncio.run(desk.export_bank(_settings(), bank, file)))


@items.command("check")
def items_check(
    bank: Annotated[str, typer.Argument(help="Имя банка или файл YAML; без имени все банки.")] = "",
) -> None:
    """Проверить банки как тексты: ключи, длину, начала и повторы, правописание, полноту."""
    from bot import items as desk

    sys.exit(desk.check(bank))


def _one_source(bank: str, responses: Path | None) -> None:
    if bool(bank) == bool(responses):
        raise typer.BadParameter("назовите банк или файл --responses, что-то одно")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


@app.command()
def doctor() -> None:
    """Проверить настройки, базу, Telegram, часы и место на диске и сказать, что делать."""
    from bot.doctor import examine

    sys.exit(asyncio.run(examine(_settings())))


def _done(work):  # type: ignore[no-untyped-def]
    """Runs an office errand; its refusal is one line."""
    from bot.office import Refused

    try:
        return asyncio.run(work)
    except Refused as refusal:
        raise refuse(str(refusal)) from None


if __name__ == "__main__":
    main()
