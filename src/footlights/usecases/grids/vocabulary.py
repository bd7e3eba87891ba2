"""What people call the parts of a map on whiteboards and in spreadsheets."""

import re
import unicodedata
from functools import lru_cache

FIELDS = {
    "stage": "the stage that a touchpoint is in",
    "touchpoint": "the name of the touchpoint",
    "moment": "before, during or after, of the stage",
    "goal": "what the customer wants from the stage",
    "kind": "interaction, wait or action",
    "channel": "the means of meeting",
    "doing": "what the customer does",
    "thinking": "what the customer thinks",
    "feeling": "an emotion: a word, an emoji, or a number",
    "valence": "how good the feeling is, as a number",
    "needs": "what the customer needs",
    "questions": "what customers ask",
    "said": "what is said or written to them",
    "evidence": "what they see, hold or hear",
    "pains": "what goes wrong",
    "frontstage": "activities in sight of the customer",
    "backstage": "activities out of sight",
    "support": "what the other activities stand on",
    "team": "who does the activities",
    "system": "what the activities use",
    "own": "a lane of the map's own, called as its head",
    "lane": "of a list of notes: the lane that a note is in",
    "text": "of a list of notes: what a note says",
}
"""What a column can be, and what that is."""

SEVERAL = frozenset(
    {
        *("doing", "thinking", "needs", "questions", "said", "evidence", "pains"),
        *("frontstage", "backstage", "support", "goal", "own"),
    }
)
"""Fields that several columns can fill together."""

_WORDS = {
    "stage": "stage, phase, frame, section, cluster, journey stage, journey phase, stages, phases, chapter, etappe, étape, fase, fasi, etapa",
    "touchpoint": "touchpoint name, step, steps, journey step, customer step, touchpoint, touchpoints, touch point, touch points, moment name, schritt, kontaktpunkt, étapes, passo, paso, interaction",
    "moment": "before during after, timing, period",
    "goal": "goal, goals, stage goal, stage goals, phase goal, phase goals, customer goal, customer goals, user goal, user goals, objective, objectives, jobs to be done, jtbd, ziel, ziele, objectif, obiettivo, objetivo",
    "kind": "kind, type of touchpoint, touchpoint type, step type",
    "channel": "channel, channels, medium, media, device, touchpoint channel, kanal, kanäle, canal, canaux, canale, canales",
    "doing": "doing, does, action, actions, customer action, customer actions, user action, user actions, user does, activity, activities, customer activities, behaviour, behavior, behaviors, what they do, what the customer does, what customers do, task, tasks, process, customer process, narrative, story, handlung, handlungen, aktion, aktionen, azioni, acciones",
    "thinking": "thinking, thinks, thought, thoughts, what they think, mindset, think, quote, quotes, customer quote, customer quotes, gedanken, zitat, zitate, pensées, pensieri, pensamientos",
    "feeling": "feeling, feelings, emotion, emotions, emotional state, mood, sentiment, emotional journey, experience, satisfaction, what they feel, feel, gefühl, gefühle, emotionen, émotion, émotions, emozione, emozioni, emoción, emociones",
    "valence": "valence, emotion score, emotion level, feeling score, sentiment score, emotional score, rating, score",
    "needs": "need, needs, customer need, customer needs, user needs, expectation, expectations, customer expectations, wants, bedürfnisse, erwartungen, besoins, attentes, bisogni, necesidades",
    "questions": "question, questions, customer questions, user questions, faq, fragen, domande, preguntas",
    "said": "said, message, messages, communication, script, content, copy, key message, key messages",
    "evidence": "evidence, physical evidence, evidences, props, artefact, artefacts, artifact, artifacts, tangible, tangibles, material",
    "pains": "pain, pains, pain point, pain points, painpoint, painpoints, problem, problems, issue, issues, frustration, frustrations, barrier, barriers, obstacles, challenge, challenges, schmerzpunkt, schmerzpunkte, probleme, irritants, problemi, problemas, puntos de dolor",
    "frontstage": "frontstage, front stage, frontstage actions, front stage actions, onstage, employee actions, visible actions, frontstage activities",
    "backstage": "backstage, back stage, backstage actions, back stage actions, backstage activities, internal actions, invisible actions",
    "support": "support, support processes, support process, supporting processes, internal processes, processes",
    "team": "team, teams, owner, owners, responsible, department, departments, actor, actors, stakeholder, stakeholders, role, who, verantwortlich, abteilung",
    "system": "system, systems, tool, tools, technology, technologies, platform, it system, software",
    "own": "idea, ideas, opportunity, opportunities, solution, solutions, recommendation, recommendations, improvement, improvements, how might we, insight, insights, kpi, kpis, metric, metrics, measure, measures, success metrics, gains, delighters, chancen, idee, ideen, chance, kennzahl, kennzahlen, opportunités, idées, idea di miglioramento, opportunità, oportunidades",
    "lane": "lane, row, swimlane, swim lane, category, layer, row name, type, note type",
    "text": "text, note, notes, content, sticky, sticky note, sticky notes, card, title, sticky text, post it",
}


def plain_head(text: str) -> str:
    """Reduce a head to its words: `Pain-points (today)` and `pain points` are one."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare)))


_SPELLED = {
    field: tuple(plain_head(word) for word in words.split(","))
    for field, words in _WORDS.items()
}
_FIELD_OF = {
    word: field for field, words in reversed(_SPELLED.items()) for word in words
}


@lru_cache(maxsize=10_000)
def meanings_of(head: str) -> tuple[tuple[str, bool], ...]:
    """Give what a head can mean, the likeliest first.

    Returns:
        Fields, each with whether a whole head says so; else words inside it do, the
        longest first.
    """
    plain = plain_head(head)
    whole = [field for field, words in _SPELLED.items() if plain and plain in words]
    if whole:
        return tuple((field, True) for field in whole)
    within = f" {plain} "
    inside = [
        (len(word), field)
        for word, field in _FIELD_OF.items()
        if len(word) > 3 and f" {word} " in within
    ]
    longest = sorted(inside, reverse=True)
    return tuple((field, False) for field in dict.fromkeys(f for _, f in longest))
