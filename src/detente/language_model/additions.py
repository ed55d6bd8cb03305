"""Additions: a model's suggestions as lines of a draft or of proposed changes, each marked and each a question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Option, Preferences, PreferenceStatement
from detente.drafting import Change, Changes, Proposal
from detente.drafting.bases import reference
from detente.drafting.naming import identifier, tidy
from detente.errors import UnknownDocument
from detente.evidence import DocumentId, Inferred, references_of
from detente.language_model.answers import Known, Suggestion
from detente.language_model.asking import Advice, known_of
from detente.record.entries import Record
from detente.sources.document import Library

__all__ = ["change_lines", "draft_lines"]

LEADING = r"(?:(?:would|will|might|could|may|can|shall|should|has|have|had|is|was|to|also|not|never)\s+)"
MOST_OPTIONS = 14
"""Beyond so many options in all, what a model proposes is asked and not added: their states could not be listed."""


def draft_lines(proposal: Proposal, advice: Advice, library: Library, record: Record) -> Proposal:
    """The proposal with a model's suggestions: options and statements of its own mark, and a question for each.

    Nothing that stands in the proposal is changed or taken away. A statement comes last in its party's list, in the
    epoch in which its article appeared.
    """
    known = known_of(proposal.model)
    model, support = proposal.model, dict(proposal.support)
    questions: list[str] = []
    for suggestion in advice.suggestions:
        basis = _basis(suggestion, advice, library)
        if suggestion.kind == "option":
            if _is_told(suggestion, model.options, library):
                continue
            option = _option(suggestion, model, known, basis)
            if option is None or len(model.options) >= MOST_OPTIONS:
                questions.append(_question(suggestion, advice, model, known))
                continue
            model = _with_option(_with_maker(model, suggestion.party, known), option)
            support[option.id] = f"proposed by the language model {advice.model}, by nobody else: one sentence"
        else:
            model = _with_statement(model, suggestion, basis, record)
        questions.append(_question(suggestion, advice, model, known))
    return replace(
        proposal, model=model, support=support, questions=(*proposal.questions, *questions, *_silences(advice))
    )


def change_lines(changes: Changes, model: DisputeModel, advice: Advice, library: Library) -> Changes:
    """The proposed changes with a model's suggestions as further items; the model itself is not touched."""
    items, additions = list(changes.items), changes.additions
    grown, known = model, known_of(model)
    for suggestion in advice.suggestions:
        basis = _basis(suggestion, advice, library)
        about = suggestion.option
        if suggestion.kind == "option":
            if _is_told(suggestion, (*grown.options, *additions.options), library):
                continue
            option = _option(suggestion, grown, known, basis)
            if option is None:
                continue
            grown, about = _with_option(_with_maker(grown, suggestion.party, known), option), option.id
            additions = _with_option(_with_maker(additions, suggestion.party, known), option)
        items.append(
            Change(
                kind=suggestion.kind,
                about=about,
                party=suggestion.party,
                says=_question(suggestion, advice, grown, known),
                basis=basis,
                sources=(suggestion.citation.span.document,),
            )
        )
    return replace(changes, items=tuple(items), additions=additions)


def _basis(suggestion: Suggestion, advice: Advice, library: Library) -> Inferred:
    rule = f"proposed by the language model {advice.model}, not yet judged by a person"
    return Inferred(rule=rule, premises=(reference(suggestion.citation, library),))


def _is_told(suggestion: Suggestion, options: Iterable[Option], library: Library) -> bool:
    """Whether the party has an option on this sentence, or on words of it, already."""
    words = " ".join(suggestion.citation.quote.split())
    for cited in (r for o in options if o.decision_maker == suggestion.party for r in references_of(o.basis)):
        quote = " ".join(cited.quote.split())
        if (quote in words or words in quote) and _names(cited.source, suggestion.citation.span.document, library):
            return True
    return False


def _names(source: str, document: DocumentId, library: Library) -> bool:
    """Whether a model's name of a source, which may be the beginning of its file's, is that of the article."""
    try:
        return library.named(source).id == document
    except UnknownDocument:
        return False


def _option(suggestion: Suggestion, model: DisputeModel, known: Known, basis: Inferred) -> Option | None:
    """The option, under the name that the text's own words give; None where they give none."""
    subject = rf"^(?:{re.escape(known.parties[suggestion.party])}|it|they|he|she|we)\s+{LEADING}*"
    name = tidy(re.sub(subject, "", suggestion.words, flags=re.I))
    if not name:
        return None
    id = identifier(f"suggested {name}", {option.id for option in model.options})
    return Option(id=id, decision_maker=suggestion.party, name=name, basis=basis)


def _with_option(model: DisputeModel, option: Option) -> DisputeModel:
    """The model with one more option; its party has to be in it."""
    makers = tuple(
        replace(maker, options=(*maker.options, option)) if maker.id == option.decision_maker else maker
        for maker in model.decision_makers
    )
    return replace(model, decision_makers=makers)


def _with_maker(model: DisputeModel, party: str, known: Known) -> DisputeModel:
    """The model with a place for a party, whose preferences are open where it had none."""
    if any(maker.id == party for maker in model.decision_makers):
        return model
    maker = DecisionMaker(id=party, name=known.parties[party], options=())
    epochs = tuple(replace(e, preferences={**e.preferences, party: Preferences()}) for e in model.epochs)
    return replace(model, decision_makers=(*model.decision_makers, maker), epochs=epochs)


def _with_statement(model: DisputeModel, suggestion: Suggestion, basis: Inferred, record: Record) -> DisputeModel:
    """The model with the statement last in the party's list, unless that list speaks of the option already."""
    at = _epoch_of(model.epochs, record.published(suggestion.citation.span.document).latest)
    option = next(o for o in model.options if o.id == suggestion.option)
    if at is None:
        return model
    epoch = model.epochs[at]
    if not any(maker.id == suggestion.party for maker in model.decision_makers):
        return model
    given = epoch.preferences.get(suggestion.party, Preferences())
    if given.ranking or any(s.want.lstrip("!") == option.id for s in given.statements):
        return model
    against = suggestion.stance == "against"
    statement = PreferenceStatement(
        want=f"!{option.id}" if against else option.id,
        says=f"not: {option.name}" if against else option.name,
        basis=basis,
    )
    held = {**epoch.preferences, suggestion.party: replace(given, statements=(*given.statements, statement))}
    epochs = (*model.epochs[:at], replace(epoch, preferences=held), *model.epochs[at + 1 :])
    return replace(model, epochs=epochs)


def _epoch_of(epochs: Sequence[Epoch], published: date | None) -> int | None:
    """The last epoch that began by a day; the last of all where the day is not known."""
    begun = [
        i
        for i, epoch in enumerate(epochs)
        if published is None or epoch.since is None or epoch.since.earliest is None or epoch.since.earliest <= published
    ]
    return begun[-1] if begun else None


def _question(suggestion: Suggestion, advice: Advice, model: DisputeModel, known: Known) -> str:
    quote = " ".join("".join(c if c.isprintable() else " " for c in suggestion.citation.quote).split())
    party = known.parties[suggestion.party]
    if suggestion.kind == "option":
        asked = f"is this something that {party} could do or leave?"
    else:
        name = next((o.name for o in model.options if o.id == suggestion.option), suggestion.option)
        asked = f"is {party} {suggestion.stance} “{name}”?"
    return f"The language model {advice.model} points at “{quote}” ({suggestion.citation.span.document}): {asked}"


def _silences(advice: Advice) -> tuple[str, ...]:
    return tuple(f"The language model gave nothing on {s.document}: {s.reason}." for s in advice.silent)
