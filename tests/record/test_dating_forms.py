"""The forms of date expressions, one by one: words, type, value, days and modifier, read on Friday, 4 January 2019."""

from datetime import date

import pytest

from detente.record.dating import expressions

FRIDAY = date(2019, 1, 4)

FORMS = [
    ("It was signed in the spring of 1990.", "the spring of 1990", "DATE", "1990-SP", "1990-03-01", "1990-06-20", ""),
    ("It was signed last summer.", "last summer", "DATE", "2018-SU", "2018-06-01", "2018-09-22", ""),
    ("It was signed this winter.", "this winter", "DATE", "2019-WI", "2018-12-01", "2020-03-20", ""),
    ("It was signed in early spring.", "early spring", "DATE", "2018-SP", "2018-03-01", "2018-04-26", "START"),
    ("It was signed in the 1990 spring.", "1990 spring", "DATE", "1990-SP", "1990-03-01", "1990-06-20", ""),
    ("Trade fell in the third quarter.", "the third quarter", "DATE", "2018-Q3", "2018-07-01", "2018-09-30", ""),
    (
        "Trade fell in the fiscal third quarter.",
        "the fiscal third quarter",
        "DATE",
        "2018-Q3",
        "2018-07-01",
        "2018-09-30",
        "",
    ),
    (
        "Trade fell in the final quarter of 2018.",
        "the final quarter of 2018",
        "DATE",
        "2018-Q4",
        "2018-10-01",
        "2018-12-31",
        "",
    ),
    (
        "Trade fell in last year's fourth quarter.",
        "last year's fourth quarter",
        "DATE",
        "2018-Q4",
        "2018-10-01",
        "2018-12-31",
        "",
    ),
    (
        "Trade fell in the first half of this year.",
        "the first half of this year",
        "DATE",
        "2019-H1",
        "2019-01-01",
        "2019-06-30",
        "",
    ),
    (
        "Trade fell in the latter half of 2018.",
        "the latter half of 2018",
        "DATE",
        "2018-H2",
        "2018-07-01",
        "2018-12-31",
        "",
    ),
    (
        "Trade fell in the 2018 first quarter.",
        "the 2018 first quarter",
        "DATE",
        "2018-Q1",
        "2018-01-01",
        "2018-03-31",
        "",
    ),
    ("Trade fell in the first-quarter.", "first-quarter", "DATE", "2019-Q1", "2019-01-01", "2019-03-31", ""),
    (
        "By the end of the year the lock will open.",
        "the end of the year",
        "DATE",
        "2019",
        "2019-10-01",
        "2019-12-31",
        "END",
    ),
    (
        "By the end of the fiscal year the lock will open.",
        "the end of the fiscal year",
        "DATE",
        "2019",
        "2019-10-01",
        "2019-12-31",
        "END",
    ),
    ("By month's end the lock will open.", "month's end", "DATE", "2019-01", "2019-01-22", "2019-01-31", "END"),
    ("They met at week's end.", "week's end", "DATE", "2019-W01", "2019-01-05", "2019-01-06", "END"),
    ("They met late last week.", "late last week", "DATE", "2018-W52", "2018-12-27", "2018-12-30", "END"),
    ("They met earlier this week.", "earlier this week", "DATE", "2019-W01", "2018-12-31", "2019-01-04", "START"),
    ("They will meet later this week.", "later this week", "DATE", "2019-W01", "2019-01-05", "2019-01-06", "END"),
    ("They will meet later this year.", "later this year", "DATE", "2019", "2019-01-05", "2019-12-31", "END"),
    ("They met earlier this month.", "earlier this month", "DATE", "2019-01", "2019-01-01", "2019-01-04", "START"),
    ("They met this past weekend.", "this past weekend", "DATE", "2018-W52-WE", "2018-12-29", "2018-12-30", ""),
    ("They will meet next quarter.", "next quarter", "DATE", "2019-Q2", "2019-04-01", "2019-06-30", ""),
    ("They met in the current fiscal year.", "the current fiscal year", "DATE", "2019", "2019-01-01", "2019-12-31", ""),
    ("They met on Christmas Eve 2018.", "Christmas Eve 2018", "DATE", "2018-12-24", "2018-12-24", "2018-12-24", ""),
    ("They met on Christmas Day.", "Christmas Day", "DATE", "2018-12-25", "2018-12-25", "2018-12-25", ""),
    ("They met last Thanksgiving.", "last Thanksgiving", "DATE", "2018-11-22", "2018-11-22", "2018-11-22", ""),
    ("They met at Easter 2018.", "Easter 2018", "DATE", "2018-04-01", "2018-04-01", "2018-04-01", ""),
    ("They met on Easter Monday 2019.", "Easter Monday 2019", "DATE", "2019-04-22", "2019-04-22", "2019-04-22", ""),
    ("They met on Good Friday 2018.", "Good Friday 2018", "DATE", "2018-03-30", "2018-03-30", "2018-03-30", ""),
    ("They met on New Year's Day.", "New Year's Day", "DATE", "2019-01-01", "2019-01-01", "2019-01-01", ""),
    ("They met on Labor Day 2018.", "Labor Day 2018", "DATE", "2018-09-03", "2018-09-03", "2018-09-03", ""),
    ("They met on Memorial Day 2018.", "Memorial Day 2018", "DATE", "2018-05-28", "2018-05-28", "2018-05-28", ""),
    ("They met on Election Day 2018.", "Election Day 2018", "DATE", "2018-11-06", "2018-11-06", "2018-11-06", ""),
    ("They met during Christmas week 2018.", "Christmas week 2018", "DATE", "2018-W52", "2018-12-24", "2018-12-30", ""),
    (
        "They met on Thanksgiving Day 2018.",
        "Thanksgiving Day 2018",
        "DATE",
        "2018-11-22",
        "2018-11-22",
        "2018-11-22",
        "",
    ),
    ("They met on Halloween.", "Halloween", "DATE", "2018-10-31", "2018-10-31", "2018-10-31", ""),
    ("They fought in 44 BC.", "44 BC", "DATE", "BC0044", "", "", ""),
    ("They fought in AD 66.", "AD 66", "DATE", "0066", "", "", ""),
    ("They fought in the 18th century.", "the 18th century", "DATE", "17", "1700-01-01", "1800-12-31", ""),
    (
        "They fought in the late nineteenth century.",
        "the late nineteenth century",
        "DATE",
        "18",
        "1850-07-02",
        "1900-12-31",
        "END",
    ),
    ("They fought in the 5th century BC.", "the 5th century BC", "DATE", "BC04", "", "", ""),
    ("They fought in the nineties.", "the nineties", "DATE", "199", "1990-01-01", "1999-12-31", ""),
    ("They fought in the early nineties.", "the early nineties", "DATE", "199", "1990-01-01", "1995-01-01", "START"),
    ("They fought in the '80s.", "the '80s", "DATE", "198", "1980-01-01", "1989-12-31", ""),
    ("They fought in the mid-1990s.", "the mid-1990s", "DATE", "199", "1992-07-02", "1997-07-02", "MID"),
    ("They signed the 1956 declaration.", "1956", "DATE", "1956", "1956-01-01", "1956-12-31", ""),
    ("They signed a secret 1902 pact.", "1902", "DATE", "1902", "1902-01-01", "1902-12-31", ""),
    ("The talks (2017) failed.", "2017", "DATE", "2017", "2017-01-01", "2017-12-31", ""),
    ("The club of '89 closed.", "'89", "DATE", "1989", "1989-01-01", "1989-12-31", ""),
    ("They met in May 1990.", "May 1990", "DATE", "1990-05", "1990-05-01", "1990-05-31", ""),
    ("They met in mid-May.", "mid-May", "DATE", "2018-05", "2018-05-09", "2018-05-24", "MID"),
    ("They met at the end of May.", "the end of May", "DATE", "2018-05", "2018-05-22", "2018-05-31", "END"),
    (
        "They met at the beginning of 2018.",
        "the beginning of 2018",
        "DATE",
        "2018",
        "2018-01-01",
        "2018-04-02",
        "START",
    ),
    ("They met in the middle of March.", "the middle of March", "DATE", "2019-03", "2019-03-09", "2019-03-24", "MID"),
    ("They met on the 5th of May.", "the 5th of May", "DATE", "2018-05-05", "2018-05-05", "2018-05-05", ""),
    ("They met on the fifth of May.", "the fifth of May", "DATE", "2018-05-05", "2018-05-05", "2018-05-05", ""),
    ("They met on May 5th, 2018.", "May 5th, 2018", "DATE", "2018-05-05", "2018-05-05", "2018-05-05", ""),
    ("They met on 5 May last year.", "5 May last year", "DATE", "2018-05-05", "2018-05-05", "2018-05-05", ""),
    (
        "They met on the evening of 5 May.",
        "the evening of 5 May",
        "TIME",
        "2018-05-05TEV",
        "2018-05-05",
        "2018-05-05",
        "",
    ),
    ("They met in January last year.", "January last year", "DATE", "2018-01", "2018-01-01", "2018-01-31", ""),
    ("They met in that March.", "that March", "DATE", "2019-03", "2019-03-01", "2019-03-31", ""),
    ("They met on Tuesday night.", "Tuesday night", "TIME", "2019-01-01TNI", "2019-01-01", "2019-01-01", ""),
    (
        "They met early on Tuesday morning.",
        "early on Tuesday morning",
        "TIME",
        "2019-01-01TMO",
        "2019-01-01",
        "2019-01-01",
        "START",
    ),
    ("They met on Saturday, 5 January.", "Saturday, 5 January", "DATE", "2019-01-05", "2019-01-05", "2019-01-05", ""),
    ("They met this Tuesday.", "this Tuesday", "DATE", "2019-01-01", "2019-01-01", "2019-01-01", ""),
    ("They met last Tuesday evening.", "last Tuesday evening", "TIME", "2019-01-01TEV", "2019-01-01", "2019-01-01", ""),
    (
        "They will meet this coming Tuesday.",
        "this coming Tuesday",
        "DATE",
        "2019-01-08",
        "2019-01-08",
        "2019-01-08",
        "",
    ),
    ("They met on 2018-09-12T10:30.", "2018-09-12T10:30", "TIME", "2018-09-12T10:30", "2018-09-12", "2018-09-12", ""),
    ("They met on 9/12/2018.", "9/12/2018", "DATE", "2018-12-09", "2018-09-12", "2018-12-09", ""),
    ("They met on 09/12/18.", "09/12/18", "DATE", "2018-12-09", "2018-09-12", "2018-12-09", ""),
    ("They met on 30/12/2018.", "30/12/2018", "DATE", "2018-12-30", "2018-12-30", "2018-12-30", ""),
    ("They met on 12.9.2018.", "12.9.2018", "DATE", "2018-09-12", "2018-09-12", "2018-09-12", ""),
    ("They met two weeks ago.", "two weeks ago", "DATE", "2018-W51", "2018-12-17", "2018-12-23", ""),
    ("They met a year ago.", "a year ago", "DATE", "2018", "2018-01-01", "2018-12-31", ""),
    ("They met about ten years ago.", "about ten years ago", "DATE", "2009", "2009-01-01", "2009-12-31", "APPROX"),
    (
        "They met three and a half years ago.",
        "three and a half years ago",
        "DATE",
        "2015",
        "2015-01-01",
        "2015-12-31",
        "",
    ),
    ("They met half a century ago.", "half a century ago", "DATE", "1969", "1969-01-01", "1969-12-31", ""),
    ("They met a couple of days ago.", "a couple of days ago", "DATE", "2019-01-02", "2019-01-02", "2019-01-02", ""),
    ("They met several years ago.", "several years ago", "DATE", "PAST_REF", "", "2019-01-04", ""),
    ("They met the day after the vote.", "the day after", "DATE", "XXXX-XX-XX", "", "", ""),
    (
        "They met the day before yesterday.",
        "the day before yesterday",
        "DATE",
        "2019-01-02",
        "2019-01-02",
        "2019-01-02",
        "",
    ),
    (
        "They will meet the day after tomorrow.",
        "the day after tomorrow",
        "DATE",
        "2019-01-06",
        "2019-01-06",
        "2019-01-06",
        "",
    ),
    ("They will meet tomorrow morning.", "tomorrow morning", "TIME", "2019-01-05TMO", "2019-01-05", "2019-01-05", ""),
    ("They met last night.", "last night", "TIME", "2019-01-03TNI", "2019-01-03", "2019-01-03", ""),
    ("They met tonight.", "tonight", "TIME", "2019-01-04TNI", "2019-01-04", "2019-01-04", ""),
    ("They met this morning.", "this morning", "TIME", "2019-01-04TMO", "2019-01-04", "2019-01-04", ""),
    ("They will meet in two weeks' time.", "two weeks' time", "DATE", "2019-W03", "2019-01-14", "2019-01-20", ""),
    ("They will meet two weeks from now.", "two weeks from now", "DATE", "2019-W03", "2019-01-14", "2019-01-20", ""),
    (
        "They met more than a decade ago.",
        "more than a decade ago",
        "DATE",
        "2009",
        "2009-01-01",
        "2009-12-31",
        "MORE_THAN",
    ),
    (
        "They met less than two weeks ago.",
        "less than two weeks ago",
        "DATE",
        "2018-W51",
        "2018-12-17",
        "2019-01-04",
        "LESS_THAN",
    ),
    ("They met for the past three years.", "the past three years", "DURATION", "P3Y", "", "", ""),
    ("They met over the last two weeks.", "the last two weeks", "DURATION", "P2W", "", "", ""),
    ("They met in recent years.", "recent years", "DATE", "PAST_REF", "", "2019-01-04", ""),
    ("They met for years.", "years", "DURATION", "PXY", "", "", ""),
    ("They met for hours.", "hours", "DURATION", "PTXH", "", "", ""),
    ("They meet twice a week.", "a week", "SET", "P1W", "", "", ""),
    ("They meet once a month.", "a month", "SET", "P1M", "", "", ""),
    ("They meet every two years.", "every two years", "SET", "P2Y", "", "", ""),
    ("They meet every other day.", "every other day", "SET", "P2D", "", "", ""),
    ("They meet on Sundays.", "Sundays", "SET", "XXXX-WXX-7", "", "", ""),
    ("They meet on Tuesday evenings.", "Tuesday evenings", "SET", "XXXX-WXX-2TEV", "", "", ""),
    ("They meet every March.", "every March", "SET", "XXXX-03", "", "", ""),
    ("They meet every evening.", "every evening", "SET", "XXXX-XX-XXTEV", "", "", ""),
    ("They meet daily.", "daily", "SET", "P1D", "", "", ""),
    ("They meet five times per year.", "per year", "SET", "P1Y", "", "", ""),
    ("They met for a long time.", "a long time", "DURATION", "PXX", "", "", ""),
    ("They met for two to three weeks.", "two to three weeks", "DURATION", "PXW", "", "", "APPROX"),
    ("They met for about two weeks.", "about two weeks", "DURATION", "P2W", "", "", "APPROX"),
    ("They met for at least ten years.", "at least ten years", "DURATION", "P10Y", "", "", "EQUAL_OR_MORE"),
    ("They met for three more days.", "three more days", "DURATION", "P3D", "", "", ""),
    ("They are meeting at present.", "present", "DATE", "PRESENT_REF", "2019-01-04", "2019-01-04", ""),
    ("They met in the past.", "the past", "DATE", "PAST_REF", "", "2019-01-04", ""),
    ("They will meet in the near future.", "the near future", "DATE", "FUTURE_REF", "2019-01-04", "", ""),
    ("They meet nowadays.", "nowadays", "DATE", "PRESENT_REF", "2019-01-04", "2019-01-04", ""),
    ("They met at noon on Friday.", "noon on Friday", "TIME", "2019-01-04T12:00", "2019-01-04", "2019-01-04", ""),
    ("They met at midnight.", "midnight", "TIME", "2019-01-04T24:00", "2019-01-04", "2019-01-04", ""),
    ("They met at five o'clock.", "five o'clock", "TIME", "2019-01-04T05:00", "2019-01-04", "2019-01-04", ""),
    ("They met at 5 in the morning.", "5 in the morning", "TIME", "2019-01-04T05:00", "2019-01-04", "2019-01-04", ""),
    ("They met at 10am yesterday.", "10am yesterday", "TIME", "2019-01-03T10:00", "2019-01-03", "2019-01-03", ""),
    ("They met at 25:30 on Tuesday.", "Tuesday", "DATE", "2019-01-01", "2019-01-01", "2019-01-01", ""),
    ("They met in the week of March 6.", "the week of March 6", "DATE", "2019-W10", "2019-03-04", "2019-03-10", ""),
    ("They met over the weekend.", "the weekend", "DATE", "2018-W52-WE", "2018-12-29", "2018-12-30", ""),
    ("A 20-minute talk.", "20-minute", "DURATION", "PT20M", "", "", ""),
    ("A decade-long dispute.", "A decade-long", "DURATION", "P10Y", "", "", ""),
    ("The two-year deal failed.", "two-year", "DURATION", "P2Y", "", "", ""),
    (
        "It was signed in the early spring of 1990.",
        "the early spring of 1990",
        "DATE",
        "1990-SP",
        "1990-03-01",
        "1990-04-26",
        "START",
    ),
    (
        "They met on May 5, 2018 evening.",
        "May 5, 2018 evening",
        "TIME",
        "2018-05-05TEV",
        "2018-05-05",
        "2018-05-05",
        "",
    ),
    ("They met in late 2018.", "late 2018", "DATE", "2018", "2018-07-02", "2018-12-31", "END"),
    ("They met by early 2020.", "early 2020", "DATE", "2020", "2020-01-01", "2020-07-02", "START"),
    (
        "They met at the start of the week.",
        "the start of the week",
        "DATE",
        "2019-W01",
        "2018-12-31",
        "2019-01-02",
        "START",
    ),
    ("They met this past summer.", "this past summer", "DATE", "2018-SU", "2018-06-01", "2018-09-22", ""),
    ("They met this past Tuesday.", "this past Tuesday", "DATE", "2019-01-01", "2019-01-01", "2019-01-01", ""),
    ("They met half a decade ago.", "half a decade ago", "DATE", "2014", "2014-01-01", "2014-12-31", ""),
    ("They met a century and a half ago.", "a century and a half ago", "DATE", "1869", "1869-01-01", "1869-12-31", ""),
    ("They met half a year ago.", "half a year ago", "DATE", "2018", "2018-01-01", "2018-12-31", ""),
    ("They met a century ago.", "a century ago", "DATE", "19", "1900-01-01", "2000-12-31", ""),
    ("They met a quarter ago.", "a quarter ago", "DATE", "2018-Q4", "2018-10-01", "2018-12-31", ""),
    ("They met last spring.", "last spring", "DATE", "2018-SP", "2018-03-01", "2018-06-20", ""),
    ("They will meet next spring.", "next spring", "DATE", "2019-SP", "2019-03-01", "2019-06-20", ""),
    ("They will meet next March.", "next March", "DATE", "2019-03", "2019-03-01", "2019-03-31", ""),
    ("They met last March.", "last March", "DATE", "2018-03", "2018-03-01", "2018-03-31", ""),
    ("They will meet in the spring.", "the spring", "DATE", "2019-SP", "2019-03-01", "2019-06-20", ""),
    ("They will meet in March.", "March", "DATE", "2019-03", "2019-03-01", "2019-03-31", ""),
    ("They met last month.", "last month", "DATE", "2018-12", "2018-12-01", "2018-12-31", ""),
    ("They met last decade.", "last decade", "DATE", "200", "2000-01-01", "2009-12-31", ""),
    ("They met last century.", "last century", "DATE", "19", "1900-01-01", "2000-12-31", ""),
    ("They will meet next weekend.", "next weekend", "DATE", "2019-W02-WE", "2019-01-12", "2019-01-13", ""),
    ("They met last weekend.", "last weekend", "DATE", "2018-W52-WE", "2018-12-29", "2018-12-30", ""),
    (
        "They met in the second half of last year.",
        "the second half of last year",
        "DATE",
        "2018-H2",
        "2018-07-01",
        "2018-12-31",
        "",
    ),
    ("They met in the second quarter.", "the second quarter", "DATE", "2018-Q2", "2018-04-01", "2018-06-30", ""),
    ("They met over Christmas.", "Christmas", "DATE", "2018-12-25", "2018-12-25", "2018-12-25", ""),
    ("They met on Veterans Day.", "Veterans Day", "DATE", "2018-11-11", "2018-11-11", "2018-11-11", ""),
    ("They met on Boxing Day 2018.", "Boxing Day 2018", "DATE", "2018-12-26", "2018-12-26", "2018-12-26", ""),
    ("They met on Valentine's Day 2018.", "Valentine's Day 2018", "DATE", "2018-02-14", "2018-02-14", "2018-02-14", ""),
    ("They met on Bastille Day 2018.", "Bastille Day 2018", "DATE", "2018-07-14", "2018-07-14", "2018-07-14", ""),
    (
        "They met on Independence Day 2018.",
        "Independence Day 2018",
        "DATE",
        "2018-07-04",
        "2018-07-04",
        "2018-07-04",
        "",
    ),
    ("They met on Easter Sunday 2018.", "Easter Sunday 2018", "DATE", "2018-04-01", "2018-04-01", "2018-04-01", ""),
    ("They met on New Year's Eve 2018.", "New Year's Eve 2018", "DATE", "2018-12-31", "2018-12-31", "2018-12-31", ""),
    ("They met for 16 hours.", "16 hours", "DURATION", "PT16H", "", "", ""),
    ("They met for two and a half years.", "two and a half years", "DURATION", "P2Y6M", "", "", ""),
    ("They met for half a day.", "half a day", "DURATION", "PT12H", "", "", ""),
    ("They met for a month and a half.", "a month and a half", "DURATION", "P1M15D", "", "", ""),
    ("They met for four decades.", "four decades", "DURATION", "P40Y", "", "", ""),
    ("They met for two quarters.", "two quarters", "DURATION", "P2Q", "", "", ""),
    ("They met for 90 seconds.", "90 seconds", "DURATION", "PT90S", "", "", ""),
    ("They met for one and a half hours.", "one and a half hours", "DURATION", "PT1H30M", "", "", ""),
    ("They met for a couple of weeks.", "a couple of weeks", "DURATION", "P2W", "", "", ""),
    ("They met for dozens of years.", "dozens of years", "DURATION", "PXY", "", "", ""),
    ("They met for three centuries.", "three centuries", "DURATION", "P300Y", "", "", ""),
    ("They met for a week and a half.", "a week and a half", "DURATION", "P1W4D", "", "", ""),
    ("They met for nearly three months.", "nearly three months", "DURATION", "P3M", "", "", "LESS_THAN"),
    ("They met for not more than two days.", "not more than two days", "DURATION", "P2D", "", "", "EQUAL_OR_LESS"),
    ("They met for no less than ten days.", "no less than ten days", "DURATION", "P10D", "", "", "EQUAL_OR_MORE"),
    ("They met for a weekend.", "a weekend", "DURATION", "P1WE", "", "", ""),
    ("They meet each Tuesday.", "each Tuesday", "SET", "XXXX-WXX-2", "", "", ""),
    ("They meet quarterly.", "quarterly", "SET", "P1Q", "", "", ""),
    ("They meet hourly.", "hourly", "SET", "PT1H", "", "", ""),
    ("They meet annually.", "annually", "SET", "P1Y", "", "", ""),
    ("They meet every weekend.", "every weekend", "SET", "P1WE", "", "", ""),
    (
        "They met shortly before noon on Tuesday.",
        "noon on Tuesday",
        "TIME",
        "2019-01-01T12:00",
        "2019-01-01",
        "2019-01-01",
        "",
    ),
    ("They met at 7 in the evening.", "7 in the evening", "TIME", "2019-01-04T19:00", "2019-01-04", "2019-01-04", ""),
    ("They met at eleven o'clock.", "eleven o'clock", "TIME", "2019-01-04T11:00", "2019-01-04", "2019-01-04", ""),
    ("They met in fiscal 2018.", "fiscal 2018", "DATE", "2018", "2018-01-01", "2018-12-31", ""),
    ("They met in the 2010s.", "the 2010s", "DATE", "201", "2010-01-01", "2019-12-31", ""),
    ("They met in the eighteenth century.", "the eighteenth century", "DATE", "17", "1700-01-01", "1800-12-31", ""),
    ("They met in nineteen eighty-four.", "nineteen eighty-four", "DATE", "1984", "1984-01-01", "1984-12-31", ""),
    ("They met in the year 1848.", "the year 1848", "DATE", "1848", "1848-01-01", "1848-12-31", ""),
    ("They met circa 1848.", "1848", "DATE", "1848", "1848-01-01", "1848-12-31", ""),
    ("They met in March 44 BC.", "March 44 BC", "DATE", "BC0044", "", "", ""),
    ("They met in '07.", "'07", "DATE", "2007", "2007-01-01", "2007-12-31", ""),
    ("They met by mid-2018.", "mid-2018", "DATE", "2018", "2018-04-02", "2018-10-01", "MID"),
    (
        "They met in the early part of 2018.",
        "the early part of 2018",
        "DATE",
        "2018",
        "2018-01-01",
        "2018-07-02",
        "START",
    ),
]


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "value", "first", "last", "modifier"), FORMS, ids=[f[0] for f in FORMS]
)
def test_a_form_has_its_value_and_its_days(
    text: str, phrase: str, kind: str, value: str, first: str, last: str, modifier: str
) -> None:
    """TIMEX3's type, value and modifier; the days it can mean, none for lengths and sets."""
    (found,) = expressions(text, published=FRIDAY)
    days = tuple(day.isoformat() if day else "" for day in (found.when.earliest, found.when.latest))

    assert (phrase, kind, value, found.modifier) == (text[found.start : found.end], found.type, found.value, modifier)
    assert (first, last) == days


PAIRS = [
    ("They met in 2018. They agreed that year.", "that year", "2018-01-01", "2018-12-31"),
    ("They met on Tuesday. They left the same day.", "the same day", "2019-01-01", "2019-01-01"),
    ("They met in March. They left that same month.", "that same month", "2019-03-01", "2019-03-31"),
    ("They met on Tuesday. They dined that evening.", "that evening", "2019-01-01", "2019-01-01"),
    ("They met on Tuesday. Two days later they left.", "Two days later", "2019-01-03", "2019-01-03"),
    ("They met on Tuesday. They had met two weeks earlier.", "two weeks earlier", "2018-12-18", "2018-12-18"),
    ("They met on Tuesday. The day after they left.", "The day after", "2019-01-02", "2019-01-02"),
    ("They met on Tuesday. The next day they left.", "The next day", "2019-01-02", "2019-01-02"),
    ("They met on Tuesday. The following week they left.", "The following week", "2019-01-07", "2019-01-13"),
    ("They met on Tuesday. The previous day they had talked.", "The previous day", "2018-12-31", "2018-12-31"),
    ("The treaty of 1956–58 failed.", "58", "1958-01-01", "1958-12-31"),
    ("They fought from 1914 to 1918.", "1918", "1918-01-01", "1918-12-31"),
    ("They met on May 5-7, 2018.", "7, 2018", "2018-05-07", "2018-05-07"),
    ("They met on 5-7 May 2018.", "7 May 2018", "2018-05-07", "2018-05-07"),
    ("They met on 5 and 7 May.", "7 May", "2018-05-07", "2018-05-07"),
    ("They met at 5 p.m. on Tuesday.", "Tuesday", "2019-01-01", "2019-01-01"),
]


@pytest.mark.parametrize(("text", "phrase", "first", "last"), PAIRS, ids=[text for text, *_ in PAIRS])
def test_the_second_of_two_times_counts_from_the_first(text: str, phrase: str, first: str, last: str) -> None:
    """Or shares its month, its year or its day."""
    one, two = expressions(text, published=FRIDAY)

    assert (phrase, first, last) == (text[two.start : two.end], str(two.when.earliest), str(two.when.latest))
    assert one.end <= two.start


@pytest.mark.parametrize(
    "text",
    [
        "Two days later they left.",
        "They met the day after the vote.",
        "The next day they left.",
        "They met a few days later.",
    ],
)
def test_what_happened_after_something_undated_is_not_after_publication(text: str) -> None:
    """What it counts from has no date: no day is taken, least of all one to come."""
    (found,) = expressions(text, published=FRIDAY)

    assert (None, None) == (found.when.earliest, found.when.latest)


@pytest.mark.parametrize(
    "text",
    ["The 25-year-old deal failed.", "They met soon after.", "They met at 25:30.", "They met during the year.",
     "They fought in the 480s BC."],
)  # fmt: skip
def test_words_of_time_that_give_none(text: str) -> None:
    """Ages, hours there are not, and periods that nobody named."""
    assert () == expressions(text, published=FRIDAY)


HISTORIES = [
    ("On 3 March 1950 war came. On Friday it ended.", "1950-03-03", "1950-03-03", "1950-03-03"),
    ("In March 1950 war came. On Friday it ended.", "XXXX-WXX-5", "", ""),
    ("In 1950 war came. At Christmas it ended.", "1950-12-25", "1950-12-25", "1950-12-25"),
    ("In October 1950 war came. In March it ended.", "1951-03", "1951-03-01", "1951-03-31"),
    ("In 1950 war came. That decade was long.", "195", "1950-01-01", "1959-12-31"),
    ("In 1950 war came. Two years later it ended.", "1952", "1952-01-01", "1952-12-31"),
    ("In 1950 war came. Several years later it ended.", "FUTURE_REF", "1950-01-01", ""),
    ("In 1950 war came. Several years earlier they had met.", "PAST_REF", "", "1950-12-31"),
    ("In 1950 war came. They met recently.", "PAST_REF", "", ""),
    ("In 1950 war came. They met in the near future.", "FUTURE_REF", "", ""),
]


@pytest.mark.parametrize(("text", "value", "first", "last"), HISTORIES, ids=[text for text, *_ in HISTORIES])
def test_a_history_is_counted_from_the_time_told_of(text: str, value: str, first: str, last: str) -> None:
    """Never from the paper: a weekday needs a day to count from, and words without a measure leave one end open."""
    found = expressions(text, published=FRIDAY, narrative=True)[-1]
    days = tuple(day.isoformat() if day else "" for day in (found.when.earliest, found.when.latest))

    assert (value, first, last) == (found.value, *days)


def test_figures_of_an_old_day_have_no_days() -> None:
    """Before 1500 calendars differ: the value stays."""
    (found,) = expressions("They met on 12.9.1066.", published=FRIDAY)

    assert ("1066-09-12", None, None) == (found.value, found.when.earliest, found.when.latest)


def test_nights_and_hours_ago_take_no_other_day() -> None:
    """Hours ago is the day itself; which night it was cannot be said."""
    (hours,) = expressions("They met two hours ago.", published=FRIDAY)
    (nights,) = expressions("They met two nights ago.", published=FRIDAY)

    assert (FRIDAY, None) == (hours.when.earliest, nights.when.earliest)
