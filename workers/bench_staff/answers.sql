-- A past of so many answers: every fifth thinks, the last day has the most.
CREATE TEMP TABLE answer AS
SELECT n, md5('run' || n)::uuid AS run, 1 + (n::bigint * 7919) %% %(people)s AS person, n %% 5 = 0 AS thinks,
    CASE WHEN n > %(runs)s - %(busy)s THEN %(end)s - interval '1 day' + random() * interval '23 hours 59 minutes'
        ELSE %(begin)s + random() * (interval '1 day' * (%(days)s - 1)) END AS ended
FROM generate_series(1, %(runs)s) AS n;
INSERT INTO billing_usagehold (id, account_id, user_id, meter, plan, idempotency_key, units, tokens, cost_micros, state,
    reason, overage, created_at, expires_at, settled_at)
SELECT n, md5('account' || person)::uuid, md5('user' || person)::uuid, CASE WHEN thinks THEN 'think' ELSE 'fast' END,
    (ARRAY['free', 'free', 'plus', 'pro'])[1 + person %% 4], run::text, 1, 200, 900, 'committed', '', FALSE,
    ended - interval '30 seconds', ended, ended
FROM answer;
INSERT INTO runs_run (id, user_id, hold_id, origin, client_id, mode, strategy, model, input, status, attempt,
    cancel_requested, answer_requested, checkpoint, claims, checkpoint_seq, prompt_tokens, generated_tokens, cost_micros,
    seconds, paths, verdict, embedded, demo, doubt, made_by, error, message, created_at, enqueued_at, turn_at, started_at,
    first_word_at, finished_at)
SELECT run, md5('user' || person)::uuid, n, 'web', run::text, CASE WHEN thinks THEN 'think' ELSE 'fast' END,
    CASE WHEN NOT thinks THEN 'single' WHEN n %% 15 = 0 THEN 'best_of_n' ELSE 'adaptive' END,
    CASE WHEN thinks THEN 'example-large' ELSE 'example-small' END, jsonb_build_object('text', repeat('a question ', 40)),
    CASE WHEN n %% 97 = 0 THEN 'failed' ELSE 'succeeded' END, CASE WHEN n %% 211 = 0 THEN 2 ELSE 1 END, FALSE, n %% 60 = 0,
    '', '', 0, 800, 400, 1000 + n %% 500, (n %% 100) / 7.0, CASE WHEN thinks THEN 4 ELSE 1 END,
    CASE WHEN thinks AND n %% 2 = 0 THEN 'verified' ELSE '' END, FALSE, '', '', '[]',
    CASE WHEN n %% 97 = 0 THEN 'engine_down' ELSE '' END, '', ended - interval '30 seconds', ended - interval '30 seconds',
    ended - interval '30 seconds', ended - interval '20 seconds' + (n %% 1000) * interval '3 milliseconds',
    CASE WHEN n %% 97 > 0 THEN ended - interval '15 seconds' + (n %% 777) * interval '5 milliseconds' END, ended
FROM answer;
INSERT INTO runs_enginecall (run_id, attempt, call, purpose, model, prompt, cached, generated, cost_micros, chargeable,
    created_at)
SELECT run, 1, call, CASE call WHEN 1 THEN 'sample' ELSE 'judge' END,
    CASE WHEN thinks THEN 'example-large' ELSE 'example-small' END, 800, n %% 50, 300, 700 + n %% 300, call = 1, ended
FROM answer CROSS JOIN generate_series(1, 2) AS call WHERE thinks OR call = 1;
INSERT INTO runs_runevent (run_id, attempt, seq, at, event)
SELECT run, 1, seq, extract(epoch FROM ended), jsonb_build_object('v', 1, 'type',
    CASE WHEN seq = 1 THEN 'path_started' ELSE 'step_finished' END, 'path', 1, 'text', repeat('a step ', 20))
FROM answer CROSS JOIN generate_series(1, 5) AS seq WHERE thinks;
INSERT INTO billing_stripeevent (id, type, customer_id, object_id, charge_id, dispute_status, created_at, received_at,
    attempts, next_attempt_at, last_error, processed_at)
SELECT 'evt_' || n, 'invoice.paid', '', '', '', '', ended, ended + interval '1 second', 1, ended, '',
    ended + (n %% 90) * interval '100 milliseconds'
FROM answer WHERE n %% 40 = 0;
DROP TABLE answer;
