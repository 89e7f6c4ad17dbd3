"""The closed vocabularies of the facts: ActivityStreams 2.0 for what people do, the project's own words else."""

from enum import StrEnum


class Verb(StrEnum):
    """What somebody did (ActivityStreams 2.0, section 3 of its vocabulary)."""

    CREATE = "Create"
    LIKE = "Like"
    ANNOUNCE = "Announce"
    FOLLOW = "Follow"
    JOIN = "Join"
    LEAVE = "Leave"
    VIEW = "View"
    READ = "Read"
    ARRIVE = "Arrive"
    INVITE = "Invite"
    OFFER = "Offer"
    QUESTION = "Question"
    ACCEPT = "Accept"
    REJECT = "Reject"
    FLAG = "Flag"
    UPDATE = "Update"
    DELETE = "Delete"
    ADD = "Add"
    REMOVE = "Remove"


class Object(StrEnum):
    """What it was done to."""

    MESSAGE = "message"
    """A message: text, picture, voice or document alike; one turn of somebody in a space."""
    TOPIC = "topic"
    """A subject that somebody raised, told once its outcome (answered, or left alone) is known."""
    POLL = "poll"
    MEMBERSHIP = "membership"
    SPACE = "space"
    """A space itself: a room, a thread, a community space of the app that somebody opened."""
    MEETING = "meeting"
    PAGE = "page"
    """A page of the website or a screen of the app; a View of one is a visit that began there."""
    POST = "post"
    """What a page or an official published: on Facebook, on the site."""
    COMMENT = "comment"
    ISSUE = "issue"
    """One newsletter as it was sent."""
    ITEM = "item"
    """One item inside an issue of the newsletter."""
    LINK = "link"
    SUBSCRIPTION = "subscription"
    """Following a newsletter or a page."""
    DELIVERY = "delivery"
    """A message's arrival at one address, or its return."""
    INQUIRY = "inquiry"
    """What a resident asks or reports, with a clock."""
    REGISTRATION = "registration"
    PAYMENT = "payment"


class Role(StrEnum):
    RESIDENT = "resident"
    LEADER = "leader"
    OFFICIAL = "official"
    VISITOR = "visitor"
    """Somebody of whom it is not known that they live here: a reader of the site, a guest from another town."""
    SYSTEM = "system"
    """A robot or the platform itself."""


class Asset(StrEnum):
    WEBSITE = "website"
    NEWSLETTER = "newsletter"
    FACEBOOK = "facebook"
    WHATSAPP = "whatsapp"
    ZOOM = "zoom"
    APP = "app"
    STREET = "street"


class Basis(StrEnum):
    """Where the segments of a row come from."""

    PERSON = "person"
    SPACE = "space"
    """The person is unknown: the row carries the audience that the space declares."""
    NONE = "none"


class Writers(StrEnum):
    """Who may write in a space."""

    OPEN = "open"
    CLOSED = "closed"
    """Updates only: admins write, residents read."""


class RunBy(StrEnum):
    AUTHORITY = "authority"
    RESIDENTS = "residents"


class AgeBand(StrEnum):
    UNDER_18 = "0-17"
    FROM_18 = "18-29"
    FROM_30 = "30-49"
    FROM_50 = "50-64"
    FROM_65 = "65+"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Society(StrEnum):
    GENERAL = "general"
    ARAB = "arab"
    HAREDI = "haredi"


class Religiosity(StrEnum):
    SECULAR = "secular"
    TRADITIONAL = "traditional"
    RELIGIOUS = "religious"
    HAREDI = "haredi"


class Workplace(StrEnum):
    """Where residents work: in the locality or out of it."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Literacy(StrEnum):
    """Digital literacy, by activities done."""

    NONE = "none"
    BASIC = "basic"
    ABOVE = "above"
