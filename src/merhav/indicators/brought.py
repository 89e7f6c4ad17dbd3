"""People brought somewhere: what they did, which facts with an `origin` trace back to what brought them."""

from merhav.facts.words import Asset, Object, Verb

from .filters import RESIDENTS, where

ELSEWHERE = tuple(asset for asset in Asset if asset is not Asset.WHATSAPP)

TO_AN_EVENT = where(verb=(Verb.ARRIVE, Verb.ACCEPT), object_type=Object.MEETING, actor_role=RESIDENTS)
"""Came, or registered."""
TO_A_GROUP = where(asset=Asset.WHATSAPP, verb=Verb.JOIN, object_type=Object.MEMBERSHIP, actor_role=RESIDENTS)
TO_AN_ACTIVITY = where(
    asset=ELSEWHERE, verb=Verb.JOIN, object_type=Object.MEMBERSHIP, actor_role=RESIDENTS
) | where(verb=Verb.CREATE, object_type=Object.REGISTRATION, actor_role=RESIDENTS)
"""Joined what a community does anywhere but in a WhatsApp group."""
TO_START_ONE = where(verb=Verb.CREATE, object_type=Object.SPACE, actor_role=RESIDENTS)
"""Opened a space of their own: a group, a room, a thread."""
TO_A_COMMUNITY = TO_AN_EVENT | TO_AN_ACTIVITY | TO_A_GROUP | TO_START_ONE
