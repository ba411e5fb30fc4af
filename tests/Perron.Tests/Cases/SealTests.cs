using System.Diagnostics;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>What is issued carries the seal of the organisation and a time, as readers of other houses see it (poppler and qpdf).</summary>
public sealed partial class SealTests
{
    [Fact]
    public async Task A_certificate_is_sealed_so_that_independent_readers_say_so_and_a_changed_byte_breaks_it()
    {
        await using var portal = await Portal.Open();
        var (_, _, pdf) = await Issued(portal);
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        var said = await Run("pdfsig", "-nocert", file);
        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("No syntax or stream encoding errors", await Run("qpdf", "--check", file), StringComparison.Ordinal);
        Assert.Contains("Tagged:          yes", await Run("pdfinfo", file), StringComparison.Ordinal);

        pdf[pdf.AsSpan().IndexOf("/Title"u8) + 8] ^= 1;
        await File.WriteAllBytesAsync(file, pdf);
        Assert.Contains("Digest Mismatch", await Run("pdfsig", "-nocert", file), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task The_time_stamp_is_one_over_this_very_signature_at_the_time_of_the_house()
    {
        await using var portal = await Portal.Open();
        var (_, _, pdf) = await Issued(portal);
        var cms = new SignedCms(new ContentInfo(Covered(pdf)), detached: true);
        cms.Decode(Signature(pdf));
        var signer = cms.SignerInfos[0];
        signer.CheckSignature(verifySignatureOnly: true);
        Assert.DoesNotContain(signer.SignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>(), attribute => attribute.Oid.Value == "1.2.840.113549.1.9.5"); // no signing time: EN 319 142-1
        Assert.Contains(signer.SignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>(), attribute => attribute.Oid.Value == "1.2.840.113549.1.9.16.2.47");
        var stamp = signer.UnsignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>().Single(attribute => attribute.Oid.Value == "1.2.840.113549.1.9.16.2.14");
        Assert.True(Rfc3161TimestampToken.TryDecode(stamp.Values[0].RawData, out var token, out _));
        Assert.True(token.VerifySignatureForSignerInfo(signer, out _));
        Assert.Equal(portal.Now.ToDateTimeOffset(), token.TokenInfo.Timestamp);
    }

    [Fact]
    public async Task The_page_to_print_says_the_same_words_behind_the_same_wall()
    {
        await using var portal = await Portal.Open();
        var (claire, reference, pdf) = await Issued(portal);
        var document = (await portal.Documents(reference)).Single();
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        var paper = Words(await Run("pdftotext", "-layout", file, "-"));
        File.Delete(file);
        await claire.Open($"/suivi/{reference}/document/{document.Id.Value}/imprimer");
        var page = Words(string.Join(' ', claire.Page.QuerySelector("article.sheet")!.GetDescendants().OfType<IText>().Select(text => text.Data)));
        Assert.Contains("Thomas", page);
        var besides = page.Except(paper).Except(["SPÉCIMEN", ":", "document", "de", "démonstration,", "sans", "valeur.", "·"]).Where(word => !document.Code.Contains(word.Split('-')[0], StringComparison.Ordinal) && !word.StartsWith("http", StringComparison.Ordinal));
        Assert.Equal([], besides);
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        Assert.Equal(404, (int)(await lieve.Open($"/suivi/{reference}/document/{document.Id.Value}/imprimer")).Status);
    }

    [Fact]
    public async Task Without_a_time_nothing_is_issued_and_the_officer_reads_why()
    {
        await using var portal = await Portal.Open(("Perron:Seal:TimeStamp", "http://127.0.0.1:1/"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        Assert.Equal(422, (int)sophie.Status);
        Assert.True(sophie.Shows("l'autorité d'horodatage ne répond pas"), sophie.Text);
        Assert.Empty(await portal.Documents(reference));
        Assert.Equal("confirmed", (await portal.Case(portal.Braine, reference)).State);
    }

    private static async Task<(Browser Claire, string Reference, byte[] Pdf)> Issued(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        return (claire, reference, (await portal.Documents(reference)).Single().Pdf);
    }

    private static byte[] Covered(byte[] pdf)
    {
        var ranges = Ranges().Match(Encoding.Latin1.GetString(pdf)).Groups.Values.Skip(1).Select(group => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(pdf.Length, ranges[1] + ranges[2]);
        return [.. pdf.AsSpan(0, ranges[0]), .. pdf.AsSpan(ranges[1], ranges[2])];
    }

    private static byte[] Signature(byte[] pdf)
    {
        var hex = Contents().Match(Encoding.Latin1.GetString(pdf)).Groups[1].Value;
        var padded = Convert.FromHexString(hex);
        // DER says its own length: 30 82 hh ll.
        return padded[..(4 + padded[2] * 256 + padded[3])];
    }

    private static HashSet<string> Words(string text) => [.. text.Split([' ', '\n', '\r', '\f', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)];

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return string.Concat(told);
    }

    [GeneratedRegex(@"/ByteRange\[0 (\d+) (\d+) (\d+) *\]")]
    private static partial Regex Ranges();

    [GeneratedRegex("/Contents<([0-9A-F]+)>")]
    private static partial Regex Contents();
}
