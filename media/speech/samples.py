"""What voices say for who chooses among them: a sentence in each of their languages."""

from typing import Final

from language.tags import primary, writing_system

_SENTENCES: Final = {
    "en": "Hello! This is how I sound. I am glad to read your words aloud.",
    "ja": "こんにちは。このような声でお話しします。どうぞよろしくお願いします。",
    "zh-Hans": "你好！这就是我的声音。很高兴为你朗读。",
    "zh-Hant": "你好！這就是我的聲音。很高興為你朗讀。",
    "fr": "Bonjour ! Voici ma voix. Je serai ravie de lire vos textes.",
    "es": "¡Hola! Así suena mi voz. Con gusto leeré tus textos.",
    "de": "Hallo! So klingt meine Stimme. Gerne lese ich deine Texte vor.",
    "it": "Ciao! Questa è la mia voce. Leggerò volentieri i tuoi testi.",
    "pt": "Olá! Esta é a minha voz. Terei prazer em ler os seus textos.",
    "ko": "안녕하세요! 제 목소리는 이렇습니다. 글을 기꺼이 읽어 드리겠습니다.",
    "ru": "Здравствуйте! Так звучит мой голос. Буду рад прочитать ваши тексты.",
    "hi": "नमस्ते! मेरी आवाज़ ऐसी है।",
}


def sentence_in(language: str) -> str:
    """The sentence of a language, by its tag; empty where we know none."""
    own = primary(language)
    return _SENTENCES.get(f"{own}-{writing_system(language)}", _SENTENCES.get(own, ""))
