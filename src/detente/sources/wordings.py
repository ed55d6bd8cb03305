"""Wordings of lines that are not the article's prose, by kind: what sites and agencies write around their articles.

Each is looked up at the beginning of a line in lower case, with plain quotation marks.
"""

import re

__all__ = ["KINDS"]


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

KINDS = (
    ("comment_form", COMMENT_FORM),
    ("credit", CREDIT),
    ("reference", REFERENCE),
    ("related", RELATED),
    ("subscribe", SUBSCRIBE),
    ("furniture", FURNITURE),
)
