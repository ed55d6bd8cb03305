"""Hostile texts: no day may be invented, and the time taken may not outgrow the text."""

from datetime import date

import pytest

from detente.record.dating import expressions
from growth import OUTGROWN, growth

HOSTILE = """
Call 555-2018 for details.
The flight 1984 left late.
Room 1920 was locked.
He lives at 1776 Main Street.
The Boeing 747 and the Airbus A380 landed.
Route 1945 is closed.
A 1920x1080 image was shown.
The screen shows 1080p video.
The bill was $2,018.
It cost 1999 dollars.
About 2000 people marched.
Some 1,956 soldiers fell.
The vote was 1950 to 1820.
Version 3.11.2 was released.
Version 2.0.18 fixed it.
The server at 10.12.20.18 failed.
It has 192.168.20.19 as its address.
He read Psalm 19:20.
Read John 3:16 again.
The score was 3-2-1.
The ratio is 1/2.
They work 24/7.
Call 911 now or never.
Chapter 12 of the book.
Section 2018 of the code.
Article 51 applies.
Resolution 1973 was adopted.
Resolution 2231 remains in force.
ISBN 978-1-2345-6789-0.
The serial is 2018-XX-77.
The date was 30 February 2018.
They met on February 30, 2018.
It fell on 31 April 2019.
On June 31, 2017 nothing happened.
See 2018-02-30 in the log.
See 2018-13-01 in the log.
See 00/00/2018 in the log.
On 32 January 2018 he left.
On 0 May 2018 he left.
It was 31.11.2018 in the file.
It was 29 February 2019.
It was 45/45/2018.
The treaty of 25:61 was void.
At 25:30 the bell rang.
Meet at 13:75 today or not.
Theresa May said she would stay.
May I ask a question?
You may go.
They march on the capital.
The March on the capital was banned.
April O'Neil spoke.
June Carter sang.
August Wilson wrote it.
Mr. May denied it.
Mrs. March smiled.
The second man left.
A second later? No: a second opinion.
The second half of the cake.
A quarter of the people left.
Three quarters of them stayed.
He took a quarter from his pocket.
The fall of the wall.
The fall in prices.
They spring into action.
A spring in the desert.
The sun set over the hill.
He sat on the mon.
The sat nav failed.
I wed her.
The minute details matter.
A day's work.
Days Inn is a hotel.
The Times reported it.
New York Daily News.
The Sunday Times of Norland.
The Friday Group.
Black Friday sales.
Man Friday was loyal.
Ruby Tuesday is a song.
Bloody Sunday is remembered.
Independence Day is a film.
The Day After is a film.
Tomorrow Never Dies.
The Weeknd sang.
Yearling horses ran.
The decade-old idea? No date.
In the final days of the war islands were seized.
In the last days of the empire.
At the end of the war.
Before the war.
After the flood.
During the reign of the king.
In the era of good feelings.
In the time of cholera.
One day they will agree.
Some day soon.
Once upon a time.
From time to time.
Time after time.
In no time.
On Tuesday they met.
They met on September 26.
In November they agreed.
Last week they agreed.
Yesterday he resigned.
Tomorrow he will resign.
This month talks begin.
Later this year a vote is due.
By year's end a treaty may come.
By year-end a treaty may come.
The June timeline slipped.
That month nothing moved.
The next day nothing moved.
Two days later nothing moved.
A year earlier nothing moved.
Three weeks ago nothing moved.
For more than 70 years nothing moved.
At noon nothing moved.
At 5 p.m. nothing moved.
In the morning nothing moved.
On Monday morning nothing moved.
On 3/4 nothing moved.
On the 5th nothing moved.
On the fifth day nothing moved.
In the third quarter profits rose.
In the first half profits fell.
Last spring profits fell.
Over the summer profits fell.
At Christmas profits fell.
On New Year's Eve profits fell.
On Thanksgiving profits fell.
Over Easter profits fell.
In the year of the dragon.
In year three of the plan.
In year 3 of the plan.
In 12 months.
Within 18 months.
Every Friday they pray.
Each July they camp.
Twice a year they meet.
Weekly talks continue.
Annual talks continue.
The biennial talks continue.
The quarterly report is out.
He is 52 years old.
The 20-year-old student left.
A six-month-old baby slept.
Sputnik Norland, 1920, rest of line.
Photo 1600 by 1200.
Lot 1984 was sold.
Box 2001 was sold.
Model 2010 was sold.
Unit 1999 was sold.
Page 1923 is missing.
No. 1917 is missing.
Number 2017 is missing.
Gate 2019 is closed.
Highway 2020 is closed.
Building 1901 is closed.
Bus 1907 is late.
Bank account 2014 0000 1111.
PIN 1995 is wrong.
Tel. 2012 3456.
+44 1865 2018.
x=2018;y=2019
http://example.org/a/2018b
user2018@example.org
file_2018_final.doc
#2018trend
@norland2018
1.956.000 people.
2018% more.
2018° of arc.
2018 km away.
2000 metres deep.
1500 tonnes of rice.
1980 votes were cast.
1947 points were scored.
1900 employees left.
1918 members voted.
1939 copies were sold.
A range of 1500-2000 metres.
Between 1500 and 2000 troops crossed.
From 1,800 to 2,000 men.
XX-XX-XXXX
99/99/9999
0000-00-00
9999-99-99
12/34/5678
31/31/2018
2018/31/31
1-800-555-2018
1.1.1.2018
The 1956Declaration typo.
The year 0 does not exist.
The year 9999 is far.
In 2525 nothing lives.
In 3018 nothing lives.
In 12018 nothing lives.
In 201 nothing lives.
In 20189 nothing lives.
AD 12 is old.
In 44 BC he died.
In 480 BC they fought.
In 1066 they fought.
On 14 October 1066 they fought.
On 5 October 1492 they sailed.
In the year 1000 they feared.
The Julian calendar differs.
On 25 October they rose, old style.
Two thousand people came.
Nineteen ninety nine dollars? No.
Twenty twenty vision.
Nineteen hundred men.
Fifteen eighty.
Half past six.
Six o'clock.
The 11th hour.
The 38th parallel.
The 7th fleet.
The 101st division.
""".strip().splitlines()
"""Numbers, names, impossible days, and words that only publication could date."""


@pytest.mark.parametrize("text", HOSTILE)
def test_no_day_is_invented(text: str) -> None:
    """Without a publication, none of these texts gives a first or last day."""
    invented = [(one.value, one.when.earliest, one.when.latest) for one in expressions(text, published=None)]

    assert [] == [entry for entry in invented if entry[1:] != (None, None)]


def test_there_are_two_hundred_hostile_texts() -> None:
    """The measure is taken over at least two hundred texts."""
    assert len(set(HOSTILE)) >= 200


ADVERSARIAL = [
    "the ",
    "1",
    "1 ",
    "1,",
    "1,000,",
    "1.1.",
    "1/1/",
    "1-1-",
    "12:12:",
    "twenty-",
    "one hundred and ",
    "a year and a half or so ",
    "early in the beginning of the end of ",
    "the last past next following this that same year ",
    "May 3 and 4 to 5 - 6, ",
    "more than less than at least ",
    "\n",
    " \n",
    "\t",
    "Sept. ",
    "'80s ",
    "2018-02-",
    "in 1951 ",
    "will said would was ",
    "the day before ",
    "until the week of March 6 ",
    "in '89, the day after ",
]


@pytest.mark.parametrize("unit", ADVERSARIAL, ids=repr)
def test_the_time_grows_with_the_text(unit: str) -> None:
    """Eight times a repeated piece is nearer to eight times the processor time than to 64 times."""
    found = growth(lambda text: expressions(text, published=date(2019, 1, 4)), unit, times=8, bound=OUTGROWN)

    assert found.ratio <= OUTGROWN
