using Perron.Themes;
namespace Perron.Rules.Tests.Themes;

public sealed class ThemeTests
{
    [Fact]
    public void A_whole_theme_is_read()
    {
        var theme = Written.Read(Written.Braine);

        Assert.Equal(("braine", "Braine-l'Alleud", "A", "N1", "duotone"), (theme.Id, theme.Name, theme.Layout.Home, theme.Layout.Nav, theme.Shape.Icons));
        Assert.Equal(("#00558c", null), ($"{theme.Colours.Brand}", theme.Colours.Accent));
        Assert.Equal("Que pouvons-nous faire pour vous ?", theme.Ergonomics.Greeting);
        Assert.Equal("logo-clair.svg", theme.Media.LogoInverse);
    }

    [Fact]
    public void Every_theme_of_the_catalogue_can_be_used()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "catalogue"), "theme.json", SearchOption.AllDirectories);

        Assert.True(files.Length >= 3);
        Assert.All(files, file => Assert.Empty(Theme.Parse(File.ReadAllText(file), file).Faults));
    }

    [Theory]
    [InlineData("color.brand", "\"bleu\"", "« color.brand » ne peut pas être \"bleu\" : écrivez six chiffres hexadécimaux, par exemple \"#00558c\".")]
    [InlineData("color.brand", "\"#0055\"", "six chiffres hexadécimaux")]
    [InlineData("color.brand", null, "« color.brand » manque : écrivez six chiffres")]
    [InlineData("layout.home", "\"G\"", "« layout.home » ne peut pas être \"G\" : choisissez \"A\", \"B\"")]
    [InlineData("type.pair", "\"comic-sans\"", "choisissez \"bricolage+source\"")]
    [InlineData("type.base", "12", "« type.base » ne peut pas être 12 : écrivez un nombre de 16 à 22, sans guillemets.")]
    [InlineData("type.headingWeight", "900", "« type.headingWeight » ne peut pas être 900 : écrivez un nombre de 400 à 800, sans guillemets.")]
    [InlineData("type.scale", "\"1.2\"", "écrivez un nombre de 1,1 à 1,35, sans guillemets.")]
    [InlineData("color.brnad", "\"#00558c\"", "« color.brnad » n’existe pas dans un thème.")]
    [InlineData("media.logo", "\"../../etc/passwd\"", "le nom d’un fichier du dossier media")]
    [InlineData("media.hero", "\"https://example.org/x.svg\"", "le nom d’un fichier du dossier media")]
    [InlineData("density", "[\"airy\"]", "une liste ou une valeur là où un objet est attendu")]
    [InlineData("id", "{ \"nom\": \"braine\" }", "« id.nom » n’existe pas")]
    public void What_cannot_be_used_is_a_fault_with_its_remedy(string key, string? value, string fault)
    {
        var reading = Theme.Parse(Written.With(key, value), "braine");

        Assert.Null(reading.Theme);
        Assert.Contains(reading.Faults, told => told.Contains(fault.Replace(" :", "\u00a0:").Replace("« ", "«\u00a0").Replace(" »", "\u00a0»"), StringComparison.Ordinal));
        Assert.Throws<FormatException>(reading.OrThrow);
    }

    [Fact]
    public void A_theme_kept_from_when_titles_could_be_heavier_is_still_read() => Assert.Equal(900, Theme.ParseKept(Written.With("type.headingWeight", "900"), "braine").OrThrow().Type.HeadingWeight);

    [Fact]
    public void A_fault_names_the_theme_and_the_line() =>
        Assert.Equal(["Thème «\u00a0braine\u00a0», ligne 6\u00a0: «\u00a0density\u00a0» ne peut pas être \"tiny\"\u00a0: choisissez \"compact\", \"regular\", \"airy\"."],
            Theme.Parse(Written.Braine.Replace("\"airy\"", "\"tiny\"", StringComparison.Ordinal), "braine").Faults);

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(3, Theme.Parse(Written.Braine.Replace("#00558c", "red", StringComparison.Ordinal).Replace("\"round\"", "\"oval\"", StringComparison.Ordinal).Replace("\"pair\"", "\"fonts\"", StringComparison.Ordinal)
            .Replace("\"bricolage+source\"", "\"hanken\"", StringComparison.Ordinal), "braine").Faults.Count(fault => !fault.Contains("manque", StringComparison.Ordinal)));

    [Theory]
    [InlineData("{ \"id\": \"x\",\n  \"name\": }", "n’est plus du JSON à la ligne 2")]
    [InlineData("", "n’est plus du JSON à la ligne 1")]
    [InlineData("\"braine\"", "là où un objet est attendu")]
    [InlineData("{ \"id\": \"x\", \"id\": \"y\" }", "est écrit deux fois (ligne 1)")]
    public void A_file_that_is_no_theme_at_all_says_where(string json, string fault) =>
        Assert.Contains(fault, Assert.Single(Theme.Parse(json, "braine").Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("#00558c", "Votre bleu est utilisé tel quel, avec un texte blanc.")]
    [InlineData("#f2b705", "Votre jaune est utilisé tel quel, avec un texte noir.")]
    [InlineData("#00a9a5", "Votre turquoise est assombri de 18\u00a0% sur les boutons pour rester lisible.")]
    [InlineData("#8c1d40", "Votre bordeaux est utilisé tel quel, avec un texte blanc.")]
    public void What_became_of_the_colour_is_said_in_French(string brand, string verdict) =>
        Assert.Equal(verdict, Written.Read(Written.With("color.brand", $"\"{brand}\"")).Notes().First());
}
