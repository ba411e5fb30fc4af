using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Jobs;
using Perron.Platform.Storage;
using Perron.Tests.Support;
namespace Perron.Tests.Files;

/// <summary>What comes in by the file door, what does not, and what goes out again.</summary>
public sealed class FileDoorTests
{
    public static TheoryData<string, byte[], RefusalReason> Hostile => new()
    {
        { "vide.pdf", [], RefusalReason.Empty },
        { "un-octet-de-trop.pdf", [.. Samples.Pdf(), .. new byte[10 * 1024 * 1024 + 1 - Samples.Pdf().Length]], RefusalReason.TooLarge },
        { "page.html", "<script>alert(1)</script>"u8.ToArray(), RefusalReason.WrongKind },
        { "dessin.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(), RefusalReason.WrongKind },
        { "archive.zip", "PK\u0003\u0004"u8.ToArray(), RefusalReason.WrongKind },
        { "page.jpg", "<html><script>alert(1)</script>"u8.ToArray(), RefusalReason.NotWhatItSays },
        { "photo.jpg", Samples.Pdf(), RefusalReason.NotWhatItSays },
        { "programme.exe", Samples.Pdf(), RefusalReason.NotWhatItSays },
        { "coupe.jpg", Samples.Jpeg()[..^2], RefusalReason.NotWhatItSays },
        { "coupe.png", Samples.Png(2, 1)[..^12], RefusalReason.NotWhatItSays },
        { "script.pdf", Samples.Pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), RefusalReason.Unsafe },
        { "cache.pdf", Samples.Pdf("/OpenAction<</S/#4A#61vaScript/#4AS(app.alert(1))>>"), RefusalReason.Unsafe },
        { "lance.pdf", Samples.Pdf("/OpenAction<</S/Launch/F(cmd.exe)>>"), RefusalReason.Unsafe },
        { "dedans.pdf", Samples.Pdf("/Names<</EmbeddedFiles 4 0 R>>"), RefusalReason.Unsafe },
        { "emballe.pdf", Samples.PackedPdf("1 0 <</S/JavaScript/JS(app.alert(1))>>"), RefusalReason.Unsafe },
        { "illisible.pdf", Samples.PackedPdf("1 0 <<>>", "/Filter[/ASCIIHexDecode/FlateDecode]"), RefusalReason.Unsafe },
        { "bombe.pdf", Samples.PackedPdf(new byte[80 * 1024 * 1024]), RefusalReason.Unsafe },
        { "immense.png", Samples.Png(20_000, 20_000), RefusalReason.Unsafe },
        { "immense.jpg", Samples.Jpeg(width: 20_000, height: 20_000), RefusalReason.Unsafe },
    };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task A_hostile_file_is_refused_with_its_reason(string name, byte[] bytes, RefusalReason why)
    {
        await using var portal = await Portal.Open();
        Assert.Equal(new FileDoor.Refused(why), await Take(portal, name, bytes));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<StoredFile>().CountAsync()));
    }

    [Fact]
    public async Task A_good_pdf_is_kept_as_it_is_also_with_packed_objects()
    {
        await using var portal = await Portal.Open();
        foreach (var pdf in (byte[][])[Samples.Pdf(), Samples.PackedPdf("1 0 <</Type/Font>>")])
        {
            var stored = Assert.IsType<FileDoor.Stored>(await Take(portal, "preuve.pdf", pdf));
            Assert.Equal((FileState.Clean, "application/pdf", pdf.Length), (stored.File.State, stored.File.ContentType, (int)stored.File.Size));
            Assert.Equal(pdf, await Bytes(portal, stored.File));
        }
    }

    [Fact]
    public async Task A_photograph_loses_place_and_comments_and_stays_upright()
    {
        await using var portal = await Portal.Open();
        var stored = Assert.IsType<FileDoor.Stored>(await Take(portal, "IMG_0001.JPG", [.. Samples.Jpeg(orientation: 6), .. "PK\u0003\u0004canary-zip"u8]));
        var bytes = await Bytes(portal, stored.File);
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal<byte>([0xFF, 0xD9], bytes[^2..]);
        Assert.Contains(Convert.ToHexString([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]), Convert.ToHexString(bytes), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]), Convert.ToHexString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_png_loses_its_texts_and_what_hangs_behind_it()
    {
        await using var portal = await Portal.Open();
        var stored = Assert.IsType<FileDoor.Stored>(await Take(portal, "scan.png", [.. Samples.Png(2, 1, ("tEXt", "Author\0canary"), ("eXIf", "canary"), ("pHYs", "123456789")), .. "canary"u8]));
        var text = Encoding.Latin1.GetString(await Bytes(portal, stored.File));
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains("pHYs", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("..\\..\\windows\\preuve.pdf", "preuve.pdf")]
    [InlineData("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf")]
    [InlineData("facture\u202Efdp.pdf", "facturefdp.pdf")]
    [InlineData("\"><script>.pdf", "___script_.pdf")]
    [InlineData(".pdf", "document.pdf")]
    [InlineData(".htaccess.pdf", "htaccess.pdf")]
    [InlineData("sans-fin", "sans-fin.pdf")]
    [InlineData("Élodie – preuve n° 1.pdf", "Élodie – preuve n° 1.pdf")]
    public async Task A_name_is_made_harmless(string given, string kept)
    {
        await using var portal = await Portal.Open();
        Assert.Equal(kept, Assert.IsType<FileDoor.Stored>(await Take(portal, given, Samples.Pdf())).File.Name);
    }

    [Fact]
    public async Task A_name_of_300_signs_is_shortened_and_keeps_its_ending()
    {
        await using var portal = await Portal.Open();
        var name = Assert.IsType<FileDoor.Stored>(await Take(portal, new string('é', 300) + ".pdf", Samples.Pdf())).File.Name;
        Assert.Equal((120, true), (name.Length, name.EndsWith("é.pdf", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_goes_out_as_an_attachment_that_nothing_runs()
    {
        await using var portal = await Portal.Open();
        var stored = Assert.IsType<FileDoor.Stored>(await Take(portal, "Reçu n° 1.pdf", Samples.Pdf()));
        var answer = await Give(portal, stored.File);
        Assert.Equal(200, answer.StatusCode);
        Assert.StartsWith("attachment;", answer.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''Re%C3%A7u", answer.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal(("default-src 'none'; sandbox", "nosniff", "same-origin", "no-store"),
            (answer.Headers.ContentSecurityPolicy.ToString(), answer.Headers.XContentTypeOptions.ToString(), answer.Headers["Cross-Origin-Resource-Policy"].ToString(), answer.Headers.CacheControl.ToString()));
    }

    [Fact]
    public async Task An_infected_file_is_refused_and_a_clean_one_taken_when_the_scanner_answers()
    {
        using var scanner = new FakeScanner();
        await using var portal = await Portal.Open(("Perron:Clamd", scanner.Address));
        Assert.Equal(new FileDoor.Refused(RefusalReason.Infected), await Take(portal, "virus.pdf", [.. Samples.Pdf(), .. Encoding.ASCII.GetBytes(FakeScanner.Eicar)]));
        Assert.Equal(FileState.Clean, Assert.IsType<FileDoor.Stored>(await Take(portal, "sain.pdf", Samples.Pdf())).File.State);
    }

    [Fact]
    public async Task Without_an_answer_files_wait_in_quarantine_and_are_looked_at_later()
    {
        using var later = new FakeScanner();
        var address = later.Address;
        later.Dispose();
        await using var portal = await Portal.Open(("Perron:Clamd", address), ("Perron:Rounds", "false"));
        var clean = Assert.IsType<FileDoor.Stored>(await Take(portal, "sain.pdf", Samples.Pdf())).File;
        var infected = Assert.IsType<FileDoor.Stored>(await Take(portal, "virus.pdf", [.. Samples.Pdf(), .. Encoding.ASCII.GetBytes(FakeScanner.Eicar)])).File;
        Assert.Equal((FileState.Quarantined, FileState.Quarantined), (clean.State, infected.State));
        Assert.Equal(404, (await Give(portal, clean)).StatusCode);

        using var back = new FakeScanner();
        portal.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Perron.Platform.PerronOptions>>().Value.Clamd = back.Address;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        while (await portal.Services.GetRequiredService<Walk<QuarantineRound>>().Once(portal.Braine.Id))
        {
        }

        var states = await portal.InDb(portal.Braine, db => db.Set<StoredFile>().ToDictionaryAsync(file => file.Id, file => file.State));
        Assert.Equal((FileState.Clean, FileState.Infected), (states[clean.Id], states[infected.Id]));
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<StoredBytes>().CountAsync()));
    }

    [Fact]
    public async Task Without_a_scanner_production_gives_nothing_out_unless_the_settings_say_so()
    {
        await using var strict = await Portal.Open(("Perron:AcceptsUnscanned", "false"));
        Assert.Equal(FileState.Quarantined, Assert.IsType<FileDoor.Stored>(await Take(strict, "preuve.pdf", Samples.Pdf())).File.State);
    }

    private static Task<FileDoor.Outcome> Take(Portal portal, string name, byte[] bytes) => portal.InDb(portal.Braine, async db =>
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var organisation = await db.Set<Organisation>().FirstAsync();
        var outcome = await scope.ServiceProvider.GetRequiredService<FileDoor>().Take(
            db, portal.Braine.Id, organisation.Id, Samples.File(name, bytes), AcceptedKinds.Evidence, Guid.CreateVersion7(), portal.Now);
        await db.SaveChangesAsync();
        return outcome;
    });

    private static Task<byte[]> Bytes(Portal portal, StoredFile file) =>
        portal.InDb(portal.Braine, db => db.Set<StoredBytes>().Where(content => content.FileId == file.Id).Select(content => content.Bytes).SingleAsync());

    private static Task<HttpResponse> Give(Portal portal, StoredFile file) => portal.InDb(portal.Braine, async db =>
    {
        var context = new DefaultHttpContext { RequestServices = portal.Services };
        context.Response.Body = new MemoryStream();
        await (await FileDoor.Give(db, await db.Set<StoredFile>().SingleAsync(one => one.Id == file.Id))).ExecuteAsync(context);
        return context.Response;
    });
}
