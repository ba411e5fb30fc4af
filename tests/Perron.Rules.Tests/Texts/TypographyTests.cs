using Perron.Texts;
namespace Perron.Rules.Tests.Texts;

public sealed class TypographyTests
{
    [Theory]
    [InlineData("fr", "Combien ? Ceci : « voici » !", "Combien\u202f? Ceci\u00a0: «\u00a0voici\u00a0»\u202f!")]
    [InlineData("fr", "à 12:30, https://x.be/?q=1", "à 12:30, https://x.be/?q=1")]
    [InlineData("nl", "Het bestand \"{0}\" is leeg.", "Het bestand “{0}” is leeg.")]
    [InlineData("de", "Die Datei \"{0}\" ist leer: \"nein\".", "Die Datei „{0}“ ist leer: „nein“.")]
    [InlineData("en", "The file \"{0}\" is empty.", "The file “{0}” is empty.")]
    [InlineData("nl", "Hoeveel ?", "Hoeveel ?")]
    public void Each_language_has_its_signs(string language, string text, string set) => Assert.Equal(set, Typography.Set(language, text));
}
