"""Languages of which only the marks of missing media are known; their notices stay notices without an event."""

from .phrases import Wording

GERMAN = Wording(
    "de", omitted={"unknown": ("Medien ausgeschlossen", "Medien weggelassen"), "image": ("Bild weggelassen",)}
)
SPANISH = Wording("es", omitted={"unknown": ("Multimedia omitido",), "image": ("imagen omitida",)})
FRENCH = Wording("fr", omitted={"unknown": ("Médias omis",), "image": ("image absente",)})
PORTUGUESE = Wording(
    "pt", omitted={"unknown": ("Mídia oculta", "Arquivo de mídia oculto"), "image": ("imagem ocultada",)}
)
DUTCH = Wording("nl", omitted={"unknown": ("Media weggelaten",), "image": ("afbeelding weggelaten",)})
ITALIAN = Wording("it", omitted={"unknown": ("Media omessi",), "image": ("immagine omessa",)})

OTHERS = (GERMAN, SPANISH, FRENCH, PORTUGUESE, DUTCH, ITALIAN)
