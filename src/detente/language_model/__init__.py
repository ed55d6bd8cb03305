"""Optional help of a language model with a draft: off by default, outside the core, and held to verbatim spans.

No other room but the command line imports this one. What a model proposes enters a draft only as sentences that stand
word for word in the stored text, under parties and options that the draft knows already, each as a question to the
analyst. Prompt injection cannot be filtered away, so nothing here depends on the model's good will: see Debenedetti et
al., "Defeating Prompt Injections by Design" (2025).
"""

from detente.language_model.additions import change_lines, draft_lines
from detente.language_model.answers import Refusal, Suggestion
from detente.language_model.asking import Advice, ask
from detente.language_model.endpoint import Endpoint, NoAnswer

__all__ = ["Advice", "Endpoint", "NoAnswer", "Refusal", "Suggestion", "ask", "change_lines", "draft_lines"]
