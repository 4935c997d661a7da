"""Help: what the bot can do and where to turn."""

from conversation.book import Chapter, Standing
from conversation.screen import Go, Screen, button, go
from conversation.talk import Talk
from handlers.entrance import link_in

pages = Chapter("help", standing=Standing.GUEST)


@pages.action(command="help")
async def read(talk: Talk) -> Go:
    """The command: a guest's link is not lost on the way."""
    return go(home, link_in(talk))


@pages.action()
async def begin(talk: Talk) -> Go:
    return go("entrance.welcome", link_in(talk))


@pages.screen()
async def home(talk: Talk, payload: str = "") -> Screen:
    t, who = talk.t, talk.who
    if who is not None and who.consented and not who.registered:
        return Screen(t("help-guest"), [[button(t.plain("menu-go-on"), "reg.next_question")]])
    if who is None or not who.consented:
        return Screen(t("help-guest"), [[button(t.plain("menu-begin"), begin)]])
    return Screen(
        t("help-home"),
        [
            [
                button(t.plain("menu-diagnostics"), "diagnostics.home"),
                button(t.plain("menu-courses"), "courses.home"),
            ],
            [button(t.plain("menu-ask"), "ask.home")],
            [button(t.plain("settings-data"), "privacy.home"), button(t.plain("menu"), "menu.root")],
        ],
    )
