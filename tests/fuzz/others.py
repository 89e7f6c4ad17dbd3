"""One short file of each connector that the demo town does not use. People, towns and numbers are fictional."""

OTHERS: tuple[tuple[str, str, str | bytes], ...] = (
    (
        "app_totals",
        "app.csv",
        "חודש,תושבים פעילים,הרשמות,תשלומים\n01/2026,410,35,70\n02/2026,432,41,66\n03/2026,450,39,81\n",
    ),
    (
        "delivery_reports",
        "bounce.eml",
        ("From: MAILER-DAEMON@mail.example.org\nTo: news@gvanim.example\nSubject: Undelivered Mail\n"
        "Date: Mon, 02 Mar 2026 09:31:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n'
        "Content-Type: text/plain\n\nThis is the mail system.\n\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mail.example.org\n\nFinal-Recipient: rfc822; reader7@example.org\nAction: failed\n"
        "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n--b--\n"),
    ),
    (
        "facebook_audience",
        "Audience.csv",
        ('sep=,\n"Facebook followers"\n"12400"\n\n"Age & gender"\n"","Women","Men"\n"18-24","4.1%","3.2%"\n'
        '"25-34","12.5%","9.9%"\n\n"Top towns/cities"\n"Gvanim, Israel","Haifa, Israel"\n"61.2%","4.4%"\n'),
    ),
    (
        "facebook_old",
        "insights.csv",
        ("Post ID;Type;Lifetime Post Total Reach;Lifetime Post Total Impressions;Lifetime Engaged Users;comment;like;share;"
        "Post Month;Post Weekday;Post Hour\r139441;Photo;2752;5091;178;4;79;17;12;4;3\r139442;Status;10460;19057;1457;5;130;29;12;3;10\r"),
    ),
    (
        "facebook_page",
        "Follows.csv",
        'sep=,\n"Facebook follows"\n"Date","Primary"\n"2026-02-01T00:00:00","20"\n"2026-02-02T00:00:00","14"\n'.encode("utf-16"),
    ),
    (
        "ga4_api",
        "report.json",
        ('{"dimensionHeaders":[{"name":"yearMonth"}],"metricHeaders":[{"name":"activeUsers","type":"TYPE_INTEGER"},'
        '{"name":"sessions","type":"TYPE_INTEGER"},{"name":"userEngagementDuration","type":"TYPE_SECONDS"}],"rows":['
        '{"dimensionValues":[{"value":"202601"}],"metricValues":[{"value":"4100"},{"value":"8000"},{"value":"91000.5"}]},'
        '{"dimensionValues":[{"value":"202602"}],"metricValues":[{"value":"4200"},{"value":"8100"},{"value":"93000"}]}],'
        '"rowCount":2,"metadata":{"timeZone":"Asia/Jerusalem"},"kind":"analyticsData#runReport"}'),
    ),
    (
        "matomo_export",
        "visits.csv",
        "date,nb_uniq_visitors,nb_visits,nb_actions,sum_visit_length,bounce_rate\n2026-01,900,1500,4000,91000,50%\n"
        "2026-02,950,1600,4100,93000,48%\n".encode("utf-16"),
    ),
    (
        "matomo_export",
        "visits.json",
        ('{"2026-01":{"nb_uniq_visitors":900,"nb_visits":1500,"nb_actions":4000,"sum_visit_length":91000,'
        '"bounce_rate":"50%"},"2026-02":[]}'),
    ),
    (
        "open311",
        "requests.json",
        ('[{"service_request_id":638344,"status":"closed","status_notes":"Done","service_name":"Lighting","service_code":"006",'
        '"requested_datetime":"2026-02-14T06:37:38-04:00","updated_datetime":"2026-02-16T06:37:38+02:00","lat":null,'
        '"long":"34.9"},{"service_request_id":"638345","status":"open","service_code":7,"requested_datetime":"2026-02-15T08:00:00Z"}]'),
    ),
    (
        "open311",
        "requests.xml",
        ('<?xml version="1.0" encoding="utf-8"?><service_requests><request><service_request_id>1</service_request_id>'
        "<status>closed</status><service_code>2</service_code><service_name>Parks</service_name><description/>"
        "<requested_datetime>2026-02-14T06:37:38+02:00</requested_datetime>"
        "<updated_datetime>2026-02-15T06:37:38+02:00</updated_datetime></request></service_requests>"),
    ),
    (
        "telegram_export",
        "result.json",
        ('{"name":"שכנים","type":"private_supergroup","id":1,"messages":[{"id":1,"type":"service","date":"2026-02-01T10:00:00",'
        '"actor":"דנה","actor_id":"user1","action":"create_group","title":"שכנים","members":[]},{"id":2,"type":"message",'
        '"date":"2026-02-01T10:01:00","from":"דנה","from_id":"user1","text":"מי יודע מתי האספה?"},{"id":3,"type":"message",'
        '"date":"2026-02-01T10:05:00","from":"Omar","from_id":"user2","reply_to_message_id":2,"text":["ב־",{"type":"bold",'
        '"text":"שמונה"}],"reactions":[{"type":"emoji","count":2,"emoji":"👍"}]}]}'),
    ),
    (
        "zoom_api",
        "events.jsonl",
        ('{"event":"meeting.started","event_ts":1774200000000,"payload":{"object":{"id":"812345","uuid":"a==","topic":"Park",'
        '"start_time":"2026-03-22T17:20:00Z"}}}\n{"event":"meeting.participant_joined","event_ts":1774200060000,"payload":'
        '{"object":{"id":812345,"uuid":"a==","participant":{"user_name":"Dana","id":"","email":"","user_id":"167",'
        '"join_time":"2026-03-22T17:21:00Z"}}}}\n{"event":"meeting.participant_left","event_ts":1774203600000,"payload":{"object":'
        '{"id":812345,"uuid":"a==","participant":{"user_name":"Dana","user_id":"167","leave_time":"2026-03-22T18:20:00Z"}}}}\n'),
    ),
    (
        "zoom_chat",
        "meeting_saved_chat.txt",
        ('19:31:05 From Dana Levi to Everyone:\n\tWhen does it begin?\n19:32:11 From Omar to Everyone:\n\tReplying to "When does it"\n'
        "\n\tIn May\n19:33:40 From Noa to Host(privately):\n\tthanks\n"),
    ),
    (
        "zoom_polls",
        "812345_PollReport.csv",
        ('Poll Report\nReport Generated:,"Mar 23, 2026 09:00:00"\nTopic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Question\n'
        'Park,812 345 678,"Mar 22, 2026 19:20:00",70,1\nPoll Details\n#,User Name,User Email,Submitted Date/Time,\n'
        '1,Dana Levi,dana@example.org,"Mar 22, 2026 19:40:00",What first?,Trees,\n2,Anonymous Attendee,,"Mar 22, 2026 19:41:00",What first?,Paths,\n'),
    ),
    (
        "zoom_registration",
        "812345_RegistrationReport.csv",
        ('Registration Report\nReport generated time,"Mar 23, 2026 09:00:00"\nTopic,Meeting ID,Scheduled time,Duration (minutes),# Registered\n'
        'Park,812 345 678,"Mar 22, 2026 19:20:00",60,2\nAttendee details\nFirst Name,Last Name,Email,Registration Time,Approval Status,Source Name\n'
        'Dana,Levi,dana@example.org,"Mar 20, 2026 10:00:00",approved,Newsletter\nOmar,H,omar@example.org,"Mar 21, 2026 11:00:00",approved,אתר\n'),
    ),
    ("group_counts", "members.csv", "תאריך,חברים\n1.2.2026,210\n1.3.2026,225\n1.4.2026,231\n"),
)  # fmt: skip
TOLD: dict[str, dict[str, str]] = {
    "facebook_audience": {"exported_on": "2026-03-02"},
    "facebook_old": {"post_year": "2014"},
    "zoom_chat": {"meeting_start": "2026-03-22 19:30", "initiator": "residents"},
}
"""What has to be told before one can be read."""
