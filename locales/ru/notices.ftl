# Messages that come by themselves.
notice-unfinished-diagnostic = Диагностика ждёт: ответов { $answered } из { $length }. Ответы сохранены, продолжить можно с того же вопроса.
notice-no-certificate = Вы подавали заявку на программу «{ $title }». Если закончили её, внесите удостоверение.
notice-roster-reminder = Методическая служба Вашей организации просит пройти диагностику: 20 вопросов, около 25 минут. Результат увидите только Вы.
notice-certificate-confirmed = Удостоверение по программе «{ $title }» подтверждено.
notice-certificate-refused = Удостоверение по программе «{ $title }» вернули. Причина: { $reason }
notice-newcomer-confirmed = Организация подтвердила, что Вы в ней работаете.
notice-newcomer-refused = Организация ответила, что Вы в ней не работаете. Проверьте место работы: /settings, «Сменить место работы».
notice-open-diagnostic = Открыть диагностику
notice-open-enrolment = Открыть
notice-time-is-short = До конца диагностики 10 минут. Ответы сохраняются сразу.
notice-open-time_is_short = К вопросам
