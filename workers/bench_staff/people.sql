-- Half of them on plans that are paid, of which every fifth ends after a month. Places, not chance.
INSERT INTO accounts_user (id, password, is_superuser, email, name, is_staff, is_active, is_demo, created_at)
SELECT md5('user' || n)::uuid, '', FALSE, 'person' || n || '@people.example', 'Person ' || n, FALSE, TRUE, FALSE,
    %(begin)s + (n %% %(days)s) * interval '1 day' * 0.5
FROM generate_series(1, %(people)s) AS n;
INSERT INTO billing_billingaccount (id, kind, owner_id, name, plan, trial_plan, granted, card, has_overrides, created_at)
SELECT md5('account' || n)::uuid, 'person', md5('user' || n)::uuid, '', (ARRAY['free', 'free', 'plus', 'pro'])[1 + n %% 4],
    '', FALSE, '', FALSE, %(begin)s + (n %% %(days)s) * interval '1 day' * 0.5
FROM generate_series(1, %(people)s) AS n;
INSERT INTO billing_subscriptionchange (subscription_id, account_id, at, status, plan, interval, cents, quantity,
    end_reason)
SELECT 'sub_' || n, md5('account' || n)::uuid, %(begin)s + (n %% %(days)s) * interval '1 day' * 0.5 + interval '1 hour',
    'active', (ARRAY['free', 'free', 'plus', 'pro'])[1 + n %% 4], 'month', CASE WHEN n %% 4 = 2 THEN 2000 ELSE 20000 END, 1, ''
FROM generate_series(1, %(people)s) AS n WHERE n %% 4 >= 2;
INSERT INTO billing_subscriptionchange (subscription_id, account_id, at, status, plan, interval, cents, quantity,
    end_reason)
SELECT subscription_id, account_id, at + interval '31 days', 'canceled', plan, interval, cents, 1,
    CASE WHEN id %% 2 = 0 THEN 'payment_failed' ELSE 'cancellation_requested' END
FROM billing_subscriptionchange WHERE id %% 5 = 0 AND at + interval '31 days' < %(end)s;
