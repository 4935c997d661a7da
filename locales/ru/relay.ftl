# Talks through the bot.
relay-from-question-asker = <b>{ $name }, вопрос № { $number }</b>
relay-from-question-answerer = <b>Ответ методиста, вопрос № { $number }</b>
relay-to-question-asker = Дополнить вопрос № { $number }
relay-to-question-answerer = Ответ на вопрос № { $number }
relay-answer = Ответить
relay-passed-on = Передано. Когда сообщение дойдёт, под ним появится 👌.
relay-a-file = файл
relay-whom =
    Пока Вы смотрели сюда, пришло сообщение из другого разговора. Кому передать: «{ $words }»?
notice-relay-failed = { $state ->
        [away] Собеседник сейчас недоступен. Сообщение сохранено и придёт, когда он вернётся.
        [doubt] Связь прервалась: неизвестно, дошло ли это сообщение. Если ответа нет, отправьте его ещё раз.
       *[refused] Это сообщение передать не получилось. Попробуйте другое: текст, фото или файл.
    }
notice-contacts-asked = Собеседник готов открыть имя и контакт. Они откроются, если согласитесь и Вы.
notice-contacts-open = Вы оба согласились: имена и контакты открыты.
notice-open-thread = Открыть
refusal-cannot-be-passed-on = Передать можно текст, фото, файл, голосовое, видео или музыку. Другие сообщения не передаются.
refusal-talk-is-over = Разговор закрыт, передать уже нельзя.
