# Words that every screen uses.
back = Назад
menu = Меню
next = Дальше
previous-page = Предыдущие
next-page = Дальше
yes-right = Всё верно
cancel-button = Отмена
page-of = Страница { $page } из { $pages }
nothing = —

error-unexpected = Не получилось: у нас ошибка. Всё, что Вы ввели раньше, сохранено. Попробуйте ещё раз. Если повторится, назовите методисту код { $code }.
error-busy = Сейчас не получилось сохранить. Мы попробуем ещё раз сами, повторять не нужно.

# Refusals: one sentence for each named reason of the domain.
refusal-not-found = Этого здесь нет. Возможно, запись удалили или она не Ваша.
refusal-not-allowed = Это действие Вам недоступно.
refusal-own-affair = Своё подтверждает другой человек: коллега или методист.
refusal-screen-is-stale = Эта кнопка устарела. Открываю свежий экран.
refusal-wrong-input = { $why }
refusal-bank-is-too-small = По этой теме пока мало заданий. Выберите другую.
refusal-window-is-used =
    { $mode ->
        [independent] Независимую диагностику по этим темам Вы сегодня уже прошли.
       *[other] Эту диагностику Вы в этом месяце уже прошли. Снова она откроется { $until }. Другие темы доступны сейчас.
    }
refusal-attempt-is-open = У Вас есть незавершённая диагностика. Сначала продолжите или завершите её.
refusal-attempt-is-over = Время этой диагностики вышло или она завершена. Ответы сохранены.
refusal-choose-four = Нужно выбрать четыре темы.
refusal-day-code-is-wrong = Такого кода на сегодня нет. Проверьте буквы или спросите организатора.
refusal-programme-is-closed = Приём на эту программу закончился.
refusal-certificate-is-decided = Удостоверение уже подтверждено, изменить его нельзя.
refusal-certificate-is-incomplete = Нужны номер, дата и часы.
refusal-certificate-is-early = Дата не может быть в будущем. Напишите дату из удостоверения, например 15.11.2026.
refusal-files-are-not-taken = Файлы с документами здесь не принимаются. Достаточно номера, даты и часов.
refusal-invitation-is-over = Ссылка не действует: её уже открыли или срок прошёл. Попросите новую.
refusal-account-is-taken = Эта учётная запись уже связана с другим человеком.
refusal-chat-name-is-wrong = Имя: от 2 до 30 букв, без цифр и знаков.
refusal-reminded-this-week = Этим людям уже напоминали на этой неделе. Чаще раза в неделю не пишем.
