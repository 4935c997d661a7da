"""Help: what the bot can do and where to turn."""

from conversation.book import Chapter, Standing
from conversation.screen import Screen, button
from conversation.talk import Talk

pages = Chapter("help", standing=Standing.GUEST)


@pages.screen(command="help")
async def home(talk: Talk) -> Screen:
    t = talk.t
    if talk.who is None or not talk.who.registered:
        return Screen(t("help-guest"), [[button(t.plain("menu-begin"), "entrance.welcome")]])
    return Screen(
        t("help-home"),
        [
            [
                button(t.plain("menu-diagnostics"), "diagnostics.home"),
                button(t.plain("menu-courses"), "courses.home"),
            ],
            [button(t.plain("settings-data"), "privacy.home"), button(t.plain("menu"), "menu.root")],
        ],
    )
