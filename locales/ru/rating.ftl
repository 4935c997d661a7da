# Open answers that experts rate, without names.
rating-none =
    <b>Ответы на оценку</b>
    { $after ->
        [yes] Дальше ответов нет. Можно вернуться к отложенным.
       *[no] Сейчас ответов на оценку нет.
    }
rating-from-start = К отложенным
rating-answer =
    <b>Ответ на оценку</b>. Ждут оценки: { $waiting }
    Вопрос: { $stem }

    <blockquote>{ $answer }</blockquote>
    { $criteria }
rating-mark = <b>{ $points }</b>: { $words }
rating-skip = Отложить
rating-done = Оценка записана.
menu-rating = Ответы на оценку
waiting-rating = Развёрнутых ответов на оценку: { $count }.
notice-answers-rated = Эксперт оценил Ваши развёрнутые ответы. Результат диагностики полный.
notice-open-attempt = Открыть результат
refusal-answer-is-rated = Этот ответ уже оценил другой эксперт.
