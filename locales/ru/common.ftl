# Words that every screen uses.
back = Назад
menu = Меню
next = Дальше
previous-page = Предыдущие
keep = Оставить
next-page = Дальше
yes-right = Всё верно
page-of = Страница { $page } из { $pages }
nothing = —

error-unexpected = Не получилось: ошибка на нашей стороне. Всё, что Вы ввели раньше, сохранено. Попробуйте ещё раз. Если повторится, назовите методисту код { $code }.
busy = Работаю. Прошло { $seconds } с, это займёт ещё немного.
album-taken = Принято файлов: { $count }.
album-not-asked = На этом шаге файлы не нужны.
album-trouble = Ошибка на нашей стороне, пришлите их ещё раз.
album-refused = Не принято файлов: { $count }. { $why }
error-busy = Сейчас не получилось сохранить. Попробуем ещё раз сами, повторять не нужно.

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
refusal-day-code-is-wrong = Такого кода сегодня нет. Проверьте буквы или спросите организатора.
refusal-programme-is-closed = Приём на эту программу закончился.
refusal-certificate-is-decided = Удостоверение уже подтверждено, изменить его нельзя.
refusal-certificate-is-incomplete = Нужны номер, дата и часы.
refusal-list-has-changed = Пока Вы смотрели, список изменился. Ничего не подтверждено: проверьте его ещё раз.
refusal-certificate-is-early = Проверьте дату: она не позже сегодняшнего дня и не раньше 2015 года.
refusal-file-is-too-big = Файл больше 20 МБ, бот его не получит. Положите его в облако и пришлите ссылку.
refusal-files-are-not-taken = Файлы с документами здесь не принимаются. Достаточно номера, даты и часов.
refusal-invitation-is-over = Ссылка не действует: её уже открыли или срок прошёл. Попросите новую.
refusal-account-is-taken = С этой учётной записи уже зарегистрирован педагог. Ссылка не потрачена: откройте её с другой записи.
refusal-chat-name-is-wrong = Имя: от 2 до 30 букв, например: Елена В. Цифры и другие знаки не подходят.
refusal-reminded-this-week = За последние семь дней этим людям уже напоминали. Чаще раза в неделю не пишем.
