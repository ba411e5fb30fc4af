using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Platform.Files;
using Perron.Tests.Files;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>Whatever is typed or attached: it is refused at its field with a sentence, also in the summary, and everything else is kept.</summary>
public sealed class BadInputTests
{
    private const string Report = "/demarches/signaler-un-probleme/demande", Grant = "/demarches/prime-velo/demande";

    [Fact]
    public async Task Two_megabytes_of_text_are_refused_at_their_field_and_the_other_answers_are_kept()
    {
        await using var portal = await Portal.Open();
        var claire = await AtTheDetail(portal);
        await claire.Attach("photos", "trou.png", Samples.Png(40, 30)).Submit("Continuer", ("description", new string('é', 2_000_000)), ("danger", "non"));
        Refused(claire, "description", "4 000 signes au plus");
        Assert.True(claire.Shows("trou.png"), "the photograph");
        Assert.Contains(("danger", "non"), claire.FieldsOf("Continuer"));
        Assert.Null(claire.Error("photos"));
        Assert.True(await portal.InDb(portal.Braine, db => db.Set<Draft>().Select(draft => draft.Answers.Length).SingleAsync()) < 200_000); // no store for megabytes
        await claire.Submit("Continuer", ("description", "Un trou dans la chaussée"));
        Assert.EndsWith("/ou", claire.Url, StringComparison.Ordinal);
        await claire.Open($"{Report}/detail");
        Assert.True(claire.Shows("trou.png"), claire.Text);
    }

    [Fact]
    public async Task Of_two_hundred_files_the_first_are_kept_and_the_field_says_how_many_it_takes()
    {
        await using var portal = await Portal.Open();
        var claire = await AtTheDetail(portal);
        for (var place = 1; place <= 200; place++)
        {
            claire.Attach("photos", $"photo-{place}.png", Samples.Png(40, 30));
        }

        await claire.Submit("Continuer", ("description", "Un trou dans la chaussée"), ("danger", "oui"));
        Refused(claire, "photos", "3 fichiers au plus");
        Assert.True(claire.Shows("photo-1.png") && claire.Shows("photo-3.png") && !claire.Shows("photo-4.png"), claire.Text);
        Assert.Contains(("description", "Un trou dans la chaussée"), claire.FieldsOf("Continuer"));
        Assert.Equal(3, await portal.InDb(portal.Braine, db => db.Set<StoredFile>().CountAsync()));
        await claire.Submit("Continuer");
        Assert.EndsWith("/ou", claire.Url, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "rapport.docx", Bomb("word/document.xml"), "n'est ni un PDF, ni un JPG, ni un PNG" },
        { "rapport.odt", Bomb("content.xml"), "n'est ni un PDF, ni un JPG, ni un PNG" },
        { "preuves.zip", Bomb("preuves.txt"), "n'est ni un PDF, ni un JPG, ni un PNG" },
        { "facture.pdf", Bomb("word/document.xml"), "ne correspond pas à son nom" },
        { "facture.pdf", [.. "MZ\u0090\0\u0003"u8, .. new byte[4096]], "ne correspond pas à son nom" },
        { "facture.exe", [.. "MZ\u0090\0\u0003"u8, .. new byte[4096]], "n'est ni un PDF, ni un JPG, ni un PNG" },
        { "bombe.pdf", Samples.PackedPdf(new byte[80 * 1024 * 1024]), "un programme ou une image trop grande" },
        { "immense.png", Samples.Png(20_000, 20_000), "un programme ou une image trop grande" },
        { "lourd.pdf", [.. Samples.Pdf(), .. new byte[10 * 1024 * 1024]], "dépasse 10 Mo" },
    };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task A_bomb_or_a_program_under_another_name_is_refused_at_its_field_and_the_good_file_beside_it_is_kept(string name, byte[] bytes, string says)
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Grant);
        await claire.Submit("Continuer", ("achat", "velo"), ("date-achat-jour", "3"), ("date-achat-mois", "9"), ("date-achat-annee", "2026"), ("prix", "1 899,00 €"));
        await claire.Submit("Continuer", ("usage", "travail"));
        await claire.Attach("facture", name, bytes).Attach("facture", "facture-2.pdf", Samples.Pdf()).Attach("paiement", "paiement.pdf", Samples.Pdf()).Submit("Continuer");
        Refused(claire, "facture", says);
        Assert.Contains($"« {name} »", claire.Error("facture")!.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.Null(claire.Error("paiement"));
        Assert.True(claire.Shows("facture-2.pdf") && claire.Shows("paiement.pdf"), claire.Text);
        await claire.Submit("Continuer");
        Assert.EndsWith("/compte", claire.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("numero", "79.02.14-117.69", null)]
    [InlineData("numero", " 79 02 14 117 69 ", null)]
    [InlineData("numero", "790214/117-69", null)]
    [InlineData("numero", "79021411769", null)]
    [InlineData("numero", "79.02.14-117.68", "un chiffre est faux, ou deux sont inversés")]
    [InlineData("numero", "79.02.14-117", "il manque des chiffres")]
    [InlineData("numero", "79.14.14-117.69", "la date dans ce numéro n'existe pas")]
    [InlineData("compte", "BE32 1234 5678 9002", null)]
    [InlineData("compte", "be32-1234.5678-9002", null)]
    [InlineData("compte", "BE32123456789003", "un chiffre est faux, ou deux sont inversés")]
    [InlineData("entreprise", "0403.019.261", null)]
    [InlineData("entreprise", "BE 0403-019-261", null)]
    [InlineData("entreprise", "0403 019 261", null)]
    [InlineData("entreprise", "0403.019.262", "un chiffre est faux, ou deux sont inversés")]
    public async Task Numbers_are_read_with_spaces_dots_and_dashes_and_what_is_wrong_with_one_is_said_in_words(string field, string typed, string? says)
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/signaler-un-probleme.yaml", "      - { name: ou, kind: place,", $$"""
                  - { name: numero, kind: national-number, optional: true, label: { fr: Numéro, nl: Nummer, de: Nummer, en: Number } }
                  - { name: compte, kind: iban, optional: true, label: { fr: Compte, nl: Rekening, de: Konto, en: Account } }
                  - { name: entreprise, kind: enterprise-number, optional: true, label: { fr: Entreprise, nl: Onderneming, de: Unternehmen, en: Enterprise } }
                  - { name: ou, kind: place,
            """.Replace("            ", "", StringComparison.Ordinal));
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var claire = await AtTheDetail(portal);
        await claire.Submit("Continuer", ("description", "Un trou"), ("danger", "non"));
        await claire.Submit("Continuer", (field, typed), ("ou", "Grand-Place 3"));
        if (says is null)
        {
            Assert.EndsWith("/vos-coordonnees", claire.Url, StringComparison.Ordinal);
            return;
        }

        Refused(claire, field, says);
        Assert.Contains((field, typed.Trim()), claire.FieldsOf("Continuer"));
        Assert.Contains(("ou", "Grand-Place 3"), claire.FieldsOf("Continuer"));
    }

    private static async Task<Browser> AtTheDetail(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Report);
        await claire.Submit("Continuer", ("quoi", "voirie"));
        Assert.EndsWith("/detail", claire.Url, StringComparison.Ordinal);
        return claire;
    }

    private static void Refused(Browser page, string field, string says)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(says, page.Error(field)?.Replace('\u202F', ' ').Replace('\u00A0', ' '), StringComparison.Ordinal);
        var summary = page.Page.QuerySelector(".error-summary")!;
        Assert.NotNull(summary.QuerySelector($"a[href='#{field}']"));
    }

    // 64 MB of zeros in some kilobytes.
    private static byte[] Bomb(string inside)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(inside, CompressionLevel.SmallestSize).Open())
        {
            entry.Write(new byte[64 * 1024 * 1024]);
        }

        return packed.ToArray();
    }
}
