"""Wordings by which lines that are not the article's prose give themselves away, by kind.

These are forms that sites and agencies share: imperatives to the reader, form fields, share bars, credit lines. None
of them decides alone; `detente.sources.segment` weighs them with length, position, links and repetition.
"""

import re

__all__ = [
    "AGENCIES",
    "ANCHORS",
    "CAPTION",
    "CREDIT_TAIL",
    "DATELINE_PREFIX",
    "LONGEST",
    "READER",
    "REPORTING",
    "SLUG_PREFIX",
    "agencies_in",
    "credit_tail",
    "cue_of",
    "is_caption",
    "may_have_cue",
]

AGENCY_NAMES = {
    "Reuters": "Reuters|Thomson Reuters",
    "AP": "Associated Press|The Associated Press|AP",
    "AFP": "Agence France-Presse|AFP",
    "dpa": "Deutsche Presse-Agentur|dpa",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "TASS": "ITAR-TASS|TASS",
    "RIA Novosti": "RIA Novosti|RIA",
    "Interfax": "Interfax",
    "Xinhua": "Xinhua",
    "Kyodo": "Kyodo News|Kyodo",
    "Jiji Press": "Jiji Press|Jiji",
    "Yonhap": "Yonhap",
    "PTI": "Press Trust of India|PTI",
    "ANI": "ANI",
    "IANS": "IANS",
    "UPI": "United Press International|UPI",
    "PA": "PA Media|Press Association",
    "CP": "The Canadian Press|Canadian Press",
    "AAP": "AAP",
    "Anadolu": "Anadolu Agency|Anadolu",
    "VNA": "VNA|Vietnam News Agency",
    "Bernama": "Bernama",
    "Antara": "Antara",
    "BNO": "BNO News",
    "Bloomberg": "Bloomberg News|Bloomberg",
    "IRNA": "IRNA",
    "SANA": "SANA",
    "WAM": "WAM",
    "KCNA": "KCNA",
    "CNA": "Central News Agency",
    "APA": "APA",
    "Ukrinform": "Ukrinform",
    "PAP": "PAP",
    "Lusa": "Lusa",
    "Belga": "Belga",
    "NTB": "NTB",
    "TT": "TT News Agency",
}
AGENCIES = re.compile("|".join(rf"(?<!\w)(?P<a{n}>{forms})(?!\w)" for n, forms in enumerate(AGENCY_NAMES.values())))
_NAMES = tuple(AGENCY_NAMES)
_AGENCY = "(?:" + "|".join(sorted("|".join(AGENCY_NAMES.values()).split("|"), key=len, reverse=True)) + ")"


def agencies_in(text: str) -> tuple[str, ...]:
    """The news agencies named in a credit, byline or dateline, in order, each once, under its short name.

    >>> agencies_in("By The Associated Press and Reuters")
    ('AP', 'Reuters')
    """
    found: dict[str, None] = {}
    for match in AGENCIES.finditer(text):
        if match.lastgroup:
            found[_NAMES[int(match.lastgroup[1:])]] = None
    return tuple(found)


def _line(*forms: str) -> re.Pattern[str]:
    """Forms that a line begins with, looked up in its lower-cased text."""
    return re.compile("(?:" + "|".join(forms) + ")")


_SOCIAL = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|reddit|pinterest|tumblr|"
    r"viber|messenger|e-?mail|copy link|print|flipboard|pocket|vk|ok|threads|bluesky|mastodon|"
    r"tiktok|line|sms|rss|share|tweet|pin|save|like|pin it|gift)"
)
_END = r"\W*$"

COMMENT_FORM = _line(
    r"(?:leave|post|add|write|submit|enter) (?:a|your|an?other)? ?(?:reply|comment|response)s?\b",
    r"(?:join|start) (?:the|a) (?:conversation|discussion|debate)\b",
    r"\(?\d[\d,.]* (?:comments?|replies|responses)\)?" + _END,
    r"comments?(?: \(?\d+\)?)?" + _END,
    r"(?:show|view|load|see|hide|read)(?: all| more)?(?: \d+)? comments?\b",
    r"comments? (?:are|is|have been)(?: now)? (?:closed|disabled|moderated|off)",
    r"your (?:e-?mail(?: address)?|name|comment) (?:will not|won't|must|is|has)\b",
    r"required fields? (?:are|is) marked",
    r"fields? marked with",
    r"(?:your )?(?:full )?(?:name|e-?mail(?: address)?|website|comment|message|captcha)\s?(?:\*|"
    r"\(required\)|\(optional\)|:)?" + _END,
    r"save my name\b",
    r"notify me (?:of|by|when|via)\b",
    r"(?:cancel|post|submit|send)(?: reply| comment)" + _END,
    r"(?:reply|submit|send|report abuse|flag|upvote|downvote|log in to reply)" + _END,
    r"(?:you must be|please) (?:logged in|log in|login|sign in|register)",
    r"(?:log|sign) in (?:or register )?to (?:reply|comment|post|leave|join)",
    r"to (?:participate|join|take part|comment|reply|leave)\b.{0,60}\b(?:log|sign) in\b",
    r"be the first to (?:comment|reply|know what)",
    r"this site uses akismet",
    r"(?:sort by|newest|oldest|most liked)" + _END,
    r"(?:deja un comentario|laisser un commentaire|schreibe einen kommentar|kommentar schreiben|"
    r"оставить комментарий|комментарии|deixe um comentário|lascia un commento)",
)
SUBSCRIBE = _line(
    r"(?:please )?(?:subscribe|sign ?up|register|join|follow|like|donate|enrol|enroll|become|"
    r"support|download|install|get|receive|try|start|create|turn on|enable|click|tap|stay|never "
    r"miss|don't miss|"
    r"upgrade|unlock|activate|enter your|choose|manage|discover|want|love|enjoy(?:ed|ing)?|like "
    r"what|looking for|already|not a|need|help us|contribute|give|sponsor|have you|got a (?:tip|"
    r"story)|send us|"
    r"do you|are you|if you|catch|check out|tune in|consider|please consider|we(?:'re| are)|our|"
    r"you can|for (?:just|only)|as little as)\b.{0,160}?\b"
    r"(?:newsletters?|subscri\w+|sign(?:ed)? ?up|inbox|e-?mail(?:s| alerts?)?|alerts?|"
    r"notifications?|member(?:s|ship)?|patron|account|(?:telegram|whatsapp|facebook|twitter|"
    r"instagram|youtube) ?(?:channel|page|group)?|"
    r"our (?:app|channel|page|work|journalism|reporting|free|daily|weekly|mobile|website|coverage|"
    r"news)|the app|app store|google play|free trial|donation|up[ -]to[ -]date|informed|in the "
    r"loop|to us|follow us|us on|"
    r"independent journalism|support(?:ing)? (?:us|our)|digest|briefing|breaking news|latest news|"
    r"exclusive (?:content|access)|unlimited (?:access|articles)|podcast)\b",
    r"(?:subscribe|sign ?up|sign in|log ?in|log ?out|register|join us|donate|follow(?: us)?|"
    r"become a member|newsletters?|get the app|premium|unsubscribe|subscribe (?:now|here|today|to "
    r"\S+)|support us|members? only)" + _END,
    r"(?:follow|like|join|find|visit|contact|tweet|message) (?:us|me|him|her|them|@\w+|the author)\b",
    r"(?:subscribe|sign up) (?:to|for|now|here|today|and|via)\b",
    r"by (?:signing up|subscribing|clicking|registering|submitting|continuing)\b",
    r"(?:promise|don't worry|no spam|we(?:'ll| will| promise| respect| hate| "
    r"never))\b.{0,80}\b(?:posted|spam|privacy|unsubscribe|share your|e-?mail|inbox)\b",
    r"you (?:can|may) unsubscribe\b",
    r"(?:thank you|thanks) for (?:subscribing|signing up|reading|registering)",
    r"this (?:article|story|content) is (?:for|reserved|available|exclusive|"
    r"free)\b.{0,40}\b(?:subscribers?|members?|registered)",
    r"(?:abonnieren|newsletter abonnieren|jetzt abonnieren|abonnez-vous|inscrivez-vous|suscríbete|"
    r"suscríbase|assine|iscriviti|подпис(?:ывайтесь|аться|ка)|follow us on)\b",
)
RELATED = _line(
    r"(?:related|recommended|similar|other|more|further|previous|earlier|most)(?: (?:articles?|"
    r"stories|story|posts?|topics?|content|news|coverage|reading|links?|videos?|read|viewed|"
    r"popular|commented|shared|recent|headlines?|items))+"
    r"(?: (?:on|from|about|in|for|by)\b.{0,60})?(?:\W*$|\s?[:–—|]| - )",
    r"related" + _END,
    r"(?:read|see|watch|listen|look|learn|find out|discover|explore)(?: more| also| next| the "
    r"full\b.{0,30}| here| too| on)*\s?[:–—|>»]",
    r"(?:read|see|learn|find out|discover) more(?: (?:about|on|from|at|in|here|of our)\b.{0,80})?" + _END,
    r"(?:also read|read also|see also|also see|read next|read on|read this|continue reading|keep "
    r"reading|story continues|article continues|watch now|watch live|watch the video|listen now|"
    r"up next|what to (?:read|know|watch))\b",
    r"(?:click|tap) here\b",
    r"(?:more|latest)(?: \w+){0,2} (?:on|from|about|in|news|stories|headlines)\b.{0,60}$",
    r"you (?:may|might|will|'ll) (?:also )?(?:like|be interested|enjoy|love|have missed)\b",
    r"(?:editor'?s'?|editors'?|our|staff) (?:picks?|choice|selection)\b",
    r"(?:trending|top stories|top news|latest|latest updates?|latest news|live now|must[ -]reads?|"
    r"popular|popular now|hot topics|in other news|around the web|from (?:our|the) (?:partners|"
    r"web|archive|sponsors)|"
    r"sponsored(?: content| links?| by.{0,40})?|promoted(?: content| stories)?|paid content|you "
    r"missed|news in brief|more news|recent posts?|previous (?:article|post|story)|next "
    r"(?:article|post|story)|in pictures|"
    r"taboola|outbrain|suggested|for you|explore more|go deeper|don'?t miss|related coverage|in "
    r"depth|in-depth|also on \w+(?: \w+)?|elsewhere on \w+(?: \w+)?)(?: (?:now|today|this week|in "
    r"\w+))?(?:\W*$|\s?[:|])",
    r"(?:lesen sie auch|mehr zum thema|lire aussi|à lire aussi|voir aussi|lea también|ver también|"
    r"te puede interesar|leia (?:mais|também)|leggi anche|читайте также|по теме|xem thêm|đọc "
    r"thêm)\b",
)
ABOUT_AUTHOR = re.compile(
    r"^(?:about the (?:author|writer)s?\b|(?:the )?(?:author|writer|columnist)s? (?:is|are|was|"
    r"has|teaches|works|lives|writes)\b"
    r"|[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} (?:is|was) (?:a|an|the) (?:[\w-]+ "
    r"){0,4}(?:writer|author|columnist|journalist|reporter|correspondent|editor|fellow|"
    r"contributor|freelancer)\b"
    r"|[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} (?:covers|writes (?:about|on|for)|reports (?:on|from|for)) )",
    re.IGNORECASE,
)
BREADCRUMB = re.compile(r"\s*\|\s*|\s[›»>→·•/]\s")
FURNITURE = _line(
    r"(?:was|did you find) this (?:article|story|page|content)? ?(?:helpful|useful|interesting)\b",
    r"(?:video|audio|media) player\b.{0,30}$",
    r"(?:press|media) (?:contact|enquiries|inquiries|office)s?\s?:",
    r"(?:contact|write to|e-?mail|reach) (?:the (?:author|writer|reporter|editor)s?|us|him|her|them)\b.{0,60}@",
    r"views? (?:are|is) (?:personal|my own|his own|her own|their own)\b",
    r"(?:view|open|see|enlarge|expand|show|tap|zoom|close)(?: the| this| full)? (?:image|photo|"
    r"picture|gallery|caption|map|graphic|slideshow)s?\b.{0,30}$",
    r"(?:hide|show) caption",
    r"e-?paper" + _END,
    rf"(?:share|tweet|post|send|pin)(?: this| the| it)?(?: article| story| post| page| news)?(?: "
    rf"(?:on|via|with|to|by|in)\b.{{0,60}})?{_END}",
    rf"(?:{_SOCIAL}(?:\s?[|/•·,\s-]\s?|\s*$)){{2,}}",
    rf"{_SOCIAL}{_END}",
    r"(?:advertisement|advertising|ad|ads|sponsored|promo|loading|please wait|menu|search|home|"
    r"homepage|close|open|more|back|next|previous|play|pause|mute|unmute|top|up|print|save|"
    r"bookmark|gift|listen|watch|"
    r"video|photos?|gallery|audio|transcript|newsfeed|news feed|feed|skip|ok|yes|no|accept|reject|"
    r"decline|got it|settings|contact|contact us|about|about us|help|faq|careers|jobs|sitemap|"
    r"archives?|categories|category|"
    r"tags?|topics?|sections?|live|world|politics|business|opinion|sports?|culture|science|"
    r"technology|tech|health|travel|style|weather|markets|economy|national|international|local|"
    r"lifestyle|entertainment|editorial|"
    r"analysis|comment|news|exclusive|feature|explainer|interview|in focus|no comments?|copy|"
    r"copied|copy link|link copied|translate|english|share|view|views|read|expand|collapse|show "
    r"more|show less|see all|view all|load more)" + _END,
    r"(?:this )?advertisement\b.{0,40}$",
    r"article continues (?:below|after)\b",
    r"(?:skip|jump|go|back|return|scroll) to (?:the )?(?:main |primary |top|content|navigation|"
    r"search|footer|home|mediabank|article|comments?)\b.{0,30}",
    r"(?:tags?|topics?|filed under|filed in|categories|category|keywords?|labels?|section|posted "
    r"in|more on|in this story|key words|themes?|hashtags?)\s?:",
    r"(?:posted in|filed under)\b",
    r"\W*\d[\d.,]*\s?(?:k|m)?\W*(?:shares?|views?|likes?|reads?|min(?:ute)?s?(?: read| de "
    r"lecture)?|followers?|retweets?|points?|votes?|people|items?|results?|of \d+|/ \d+)?" + _END,
    r"(?:reading|read|estimated) ?time\b.{0,40}$",
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners)(?: and our partners)? (?:use|uses|"
    r"value|store|process)\b.{0,80}\b(?:cookies?|privacy|data)\b",
    r"(?:cookies?|privacy|terms|accessibility|editorial|ethics|corrections?|advertis\w+)(?: "
    r"(?:policy|notice|settings|preferences|of (?:use|service|sale)|and conditions|statement|"
    r"consent|guidelines|with us|& cookies?))+\b",
    r"(?:accept|reject|allow|manage)(?: all)?(?: cookies| preferences)?" + _END,
    r"(?:all rights reserved|copyright\b|©|\(c\) ?(?:19|20)\d\d)",
    r"(?:the )?(?:views|opinions)(?: and opinions)?(?: expressed)?(?: (?:in|by|"
    r"here))?\b.{0,80}\b(?:those of|author'?s?|own|not (?:necessarily )?(?:reflect|represent))\b",
    r"(?:powered by|hosted by|theme by|designed by|built with|proudly powered)\b",
    r"(?:javascript|your browser|this browser|an error occurred|something went wrong|page not "
    r"found|enable javascript|please enable)\b",
    r"(?:if you (?:find|found|spot|notice|see)|report|spotted) (?:a |an )?(?:mistake|error|typo|bug)\b",
    r"(?:this (?:article|story|report|page|post) (?:has been|was) (?:updated|corrected|amended|"
    r"viewed|translated|auto))\b",
    r"(?:listen to|watch|play|hear) this (?:article|story|video|episode)\b",
    r"(?:give this article|gift this article|increase text|decrease text|text size|font size|dark "
    r"mode|change language|select language|choose language|switch to)\b",
    r"(?:end of|start of) (?:article|ad|content|newsletter|story|promotion|recommended)\b",
    r"(?:\#\w+[\s,]*){1,}$",
    r"(?:@\w+[\s,|]*){1,}$",
    r"-{2,}|_{3,}|\*{3,}|={3,}",
)
CREDIT = _line(
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|video|illustrations?|graphics?|map|cover|top|"
    r"lead|featured|main|foto|bild|photographie|imagen|фото|ảnh|file|header)(?: (?:photo|image|"
    r"picture))?\s?"
    r"(?:credits?|courtesy|source|by|via|provided by|from|taken by|copyright)\b(?: (?:of|to|by))?.{0,90}$",
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|credits?|courtesy|foto|bild|imagen|"
    r"photographie|фото|ảnh|illustration|video)\s?[:©|/].{0,70}$",
    r"©.{0,90}$",
    r"\(?(?:web |copy )?editors?\s?:.{0,60}$",
    r"\(?(?:additional |further )?(?:reporting|writing|editing|edited|additional reporting|with "
    r"reporting|translated|translation|compiled|produced|graphics?)\b(?: and \w+)? by\b.{0,300}$",
    r"\(?(?:with|using) (?:inputs?|information|reporting|material|files|contributions?|assistance|"
    r"agencies|agency)\b(?: inputs?)?(?: from)?\b.{0,100}$",
    r"(?:contributors?|contributed (?:reporting|to this))\b.{0,100}$",
)
REFERENCE = _line(
    r"(?:references?|sources?|original(?:ly)?(?: article| url| source| link| story| text| post| "
    r"published)?|via|read the original|quelle|fuente|fonte|источник|nguồn|link|h/t|hat tip|"
    r"further information|bibliography|footnotes?|notes?)"
    r"(?: (?:in|on|at|from|by))?\s?(?:article|url|link)?\s?:",
    r"(?:references?|sources?|footnotes?|works cited|bibliography)" + _END,
    r"this (?:article|story|report|piece|post|commentary|op-ed|text|interview|essay)(?: has| was| "
    r"is|'s)?(?: been)?(?: first| originally)* (?:published|appeared|appears|posted|republished|"
    r"reprinted|reproduced|adapted|syndicated|produced|provided)\b",
    r"(?:this|the) (?:article|story|report|piece|post|commentary|op-ed|text|interview|essay) "
    r"(?:was |has been )?(?:first|originally) (?:published|appeared|appears|posted)\b",
    r"(?:first|originally) (?:published|posted|appeared) (?:in|on|by|at)\b",
    r"(?:republished|reprinted|reproduced|excerpted|adapted|syndicated)(?: with permission)?(?: "
    r"(?:from|by|under|with|courtesy))\b",
    r"source\s?[-–—]",
    r"(?:the )?original (?:article|story|version|text|post)\b.{0,30}\b(?:can be|is|was|here|at)\b",
)
BYLINE = re.compile(
    r"^(?:(?:[Ww]ritten|[Ss]tory|[Rr]eported|[Cc]ompiled|[Tt]ext|[Pp]osted|[Pp]ublished|[Ww]ords|"
    r"[Aa]uthored|[Aa]nalysis|[Oo]pinion|[Cc]ommentary|[Rr]eview)\s)?(?:[Bb]y|BY|[Aa]uthors?:|"
    r"[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]utor(?:es)?:|[Rr]eporter:|[Cc]orrespondent:|[Ww]riter:)\s+"
    r"(?:the\s)?[^\W\d_a-zß-ÿ][^.!?]{1,100}\.?$"
)
BYLINE_ROLE = re.compile(
    r"^[^\W\d_a-z][^.!?:]{2,60}(?:,|\||[-–—]|\s)\s?(?:[Ss]enior |[Cc]hief |[Ss]pecial |[Ff]oreign "
    r"|[Pp]olitical |[Dd]iplomatic |[Ss]taff |[Nn]ews |[Dd]eputy |[Ww]orld |[Mm]anaging |"
    r"[Ee]nergy |[Dd]efen[cs]e )*"
    r"(?:[Ss]taff|[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Cc]ontributor|"
    r"[Aa]nalyst|[Bb]ureau [Cc]hief|STAFF WRITER|CORRESPONDENT)(?:\s(?:in|at|for)\s[A-Z][\w "
    r"]{2,30})?$"
)
AGENCY_LINE = re.compile(
    rf"^\W{{0,6}}(?:\w+ \w+ )?\W{{0,3}}(?:{_AGENCY}|Agencies|Wire reports?|(?:News|Web|Online|"
    rf"Digital|World|Foreign|Editorial) ?[Dd]esk|(?:Special|Our|Staff|Foreign|Own) "
    rf"[Cc]orrespondents?|Bureau|Wire [Ss]ervices?|Staff [Ww]riters?|Staff [Rr]eporters?|"
    rf"Staff)(?:\W{{1,5}}(?:{_AGENCY}|Agencies|and|with|staff|News|Agency)){{0,6}}\W*$"
)
SLASH_CREDIT = re.compile(
    rf"^[*_(\[]*[^\W\d_][\w.' -]{{2,40}}\s?/\s?(?:{_AGENCY}|[A-Z][\w. ]{{1,25}})(?:\s?/\s?[\w. ]{{2,25}})*[*_)\]]*$"
)

CAPTION = re.compile(
    r"^(?:FILE(?: PHOTO)?\b|File (?:photo|picture|image)\b|\(?(?:Photo|Image|Picture|Caption|"
    r"Pictured|Archive photo|Figure \d+|Fig\. \d+|Map)\b\s?[:.–-])|\((?:left|right|center|centre|"
    r"front|back|far left|far right|second (?:left|right)|from left|pictured)\)"
    r"|\b(?:in this (?:file|undated|handout|photo|image|picture|frame)|pictured (?:in|on|at|here|"
    r"with)|in a file photo|(?:are|is) seen (?:in|on|at|here|during|after|before)|\(L\) and|\(R\) "
    r"(?:and|with)|file (?:photo|picture)|seen here (?:in|on|at|during))\b"
)
CREDIT_TAIL = re.compile(
    rf"(?:\s*[|(\[–—-]\s*|(?<=[.!?\"”’)])\s*|\s+)(?P<credit>[(\[]?(?:(?:Photo(?:graph)?|PHOTO|"
    rf"Image|Picture|Pic|Foto|Credit|Courtesy|Photographer|Illustration|Video|Ảnh)(?: (?:credit|by|"
    rf"courtesy(?: of)?|via|from))?\s?[:/©]\s?|(?:AP|AFP|EPA) (?:Photo|PHOTO)\b|©\s?|[Pp]hoto by |"
    rf"REUTERS/|Reuters/|(?:{_AGENCY}|Getty Images)\s?(?:/|via)\s?)"
    r"[^.!?:]{0,60}[.)\]|\s]*)$"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATELINE_PREFIX = re.compile(
    r"^(?P<place>[*_(]*[^\W\d_a-z][\w.'’-]{1,20}(?:[ "
    r"/][^\W\d_a-z][\w.'’-]{1,20}){0,3}(?:,\s[^\W\d_a-z][\w.'’ ]{1,24}?)?)"
    rf"(?:[,:]?\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    rf"Sun)day,?\s)?(?P<date>(?:{_MONTH}\s\d{{1,2}}|"
    rf"\d{{1,2}}\.?\s{_MONTH})(?:,?\s\d{{4}})?))?[,:]?\s?"
    rf"(?:[(\[](?P<agency>{_AGENCY}|[\w-]+\.(?:com|org|net|[a-z]{{2}})|[A-Z]{{2,10}}|[A-Z]\w+ News|"
    rf"News Agency|Xinhua)(?:\s?[/–-]\s?[\w ]{{2,20}})?[)\]]|"
    r"[(\[](?P<wire>[^\W\d_a-z][\w&'’-]{2,20}(?: [^\W\d_a-z][\w&'’-]{1,20}){0,2})[)\]])?[*_]*\s?(?:--|[—–:]|"
    rf"-(?=\s))[*_]*\s*(?=[\"“‘'(]?[^\W_])"
)
SLUG_PREFIX = re.compile(r"^\((?P<slug>[\w][\w .&'’/-]{1,40})\)\s?[-–—:]{1,2}\s*(?=[\"“‘']?[^\W_])")

READER = re.compile(r"\b(?:you|your|you'll|you're|we'll|we're|us|our|subscribe|click|newsletter|sign up|join|follow)\b")
REPORTING = re.compile(
    r"\b(?:said|says|told|added|according to|stated|wrote|warned|announced|argued|reported|noted|"
    r"called|insisted|declared|asked|replied|tweeted|explained|claimed)\b"
)
ANCHORS = frozenset({"comment_form", "subscribe", "related"})

CAPTION_HINTS = (
    "(",
    "photo",
    "picture",
    "seen",
    "Photo",
    "Image",
    "Picture",
    "Caption",
    "FILE",
    "File",
    "Archive",
    "Fig",
    "Map",
)
CREDIT_HINTS = (
    "hoto",
    "HOTO",
    "mage",
    "icture",
    "Pic",
    "redit",
    "ourtesy",
    "EUTERS",
    "©",
    "AP ",
    "AFP",
    "EPA",
    "Foto",
    "Illustration",
    "Video",
    "Ảnh",
    "/",
    " via ",
)


LONGEST = 700
"""Characters beyond which a line is not looked at for cues."""

LONG_HINTS = (
    "subscri",
    "newsletter",
    "sign up",
    "follow",
    "©",
    "copyright",
    "cookie",
    "reserved",
    "ing by",
    "published",
    "views",
    "opinion",
    "contribut",
    "click",
    "read more",
    "comment",
    "e-mail",
    "email",
    "reprinted",
    "inbox",
    "your ",
    "updated",
    "join us",
    "source",
    "with input",
    "appeared",
    "edited",
    "getty",
    "photo",
)


def may_have_cue(plain: str) -> bool:
    """Whether a line as long as prose has any of the words by which long cues are known; a cheap first look."""
    lower = plain.lower()
    return any(hint in lower for hint in LONG_HINTS)


def is_caption(plain: str) -> bool:
    """Whether a line tells what a picture shows, and reports nothing else."""
    if not any(hint in plain for hint in CAPTION_HINTS):
        return False
    return CAPTION.search(plain) is not None and REPORTING.search(plain) is None


def credit_tail(line: str) -> int:
    """Where the picture credit at the end of a line begins; 0 where there is none."""
    start = max(0, len(line) - 110)
    if not any(hint in line[start:] for hint in CREDIT_HINTS):
        return 0
    tail = CREDIT_TAIL.search(line, start)
    return tail.start("credit") if tail else 0


COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\W{0,4}(?:19|20)\d\d")
CONTAINED = (
    ("contributed reporting", "credit", 20),
    ("contributed to this", "credit", 20),
    ("getty", "credit", 10),
    ("shutterstock", "credit", 10),
    ("wikimedia", "credit", 10),
    ("unsplash", "credit", 10),
    ("alamy", "credit", 10),
    ("istock", "credit", 10),
    ("imago", "credit", 8),
    ("epa-efe", "credit", 8),
    ("ap photo", "credit", 10),
    ("picture alliance", "credit", 8),
    ("file photo", "credit", 8),
    ("handout", "credit", 6),
)
"""Words by which a short line is known wherever they stand in it: (words, kind, most words of the line)."""

_KINDS = (
    ("comment_form", COMMENT_FORM),
    ("credit", CREDIT),
    ("reference", REFERENCE),
    ("related", RELATED),
    ("subscribe", SUBSCRIBE),
    ("furniture", FURNITURE),
)
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "\u202f": " "})


def cue_of(plain: str) -> str | None:
    """The kind whose wording a line (without markup) has, None for none.

    >>> cue_of("Leave a Reply"), cue_of("The ministry left a reply unanswered.")
    ('comment_form', None)
    """
    lower = plain.lower() if plain.isascii() else plain.lower().translate(_TYPOGRAPHY)
    lower = lower.strip(" *_#>|•·-–—\"'")
    if not lower:
        return "furniture"
    if COPYRIGHT.match(lower) or (len(lower) < 200 and "all rights reserved" in lower):
        return "furniture"
    for kind, pattern in _KINDS:
        if pattern.match(lower):
            return kind
    if SLASH_CREDIT.match(plain):
        return "credit"
    words = lower.count(" ") + 1
    if words <= 25:
        for needle, kind, most in CONTAINED:
            if needle in lower and words <= most:
                return kind
    parts = BREADCRUMB.split(plain)
    if len(parts) >= 3 and all(len(part.split()) <= 3 for part in parts):
        return "furniture"
    if ABOUT_AUTHOR.match(plain) and not REPORTING.search(plain):
        return "byline"
    if BYLINE.match(plain) or BYLINE_ROLE.match(plain) or AGENCY_LINE.match(plain):
        return "byline"
    return None
