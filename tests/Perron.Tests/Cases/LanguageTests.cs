using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.Communes;
using Perron.Delivery;
using Perron.Delivery.Messages;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>What binds is written in a language that binds; the rest says that it does not.</summary>
public sealed class LanguageTests
{
    [Fact]
    public async Task A_refusal_in_another_language_carries_its_official_original()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Language, "nl")));
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}/refuse");
        await sophie.Submit("Refuser avec motif", ("raison", "U woont elders."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.Contains("français", sophie.Error("raison-officielle"), StringComparison.Ordinal);
        await sophie.Submit("Refuser avec motif", ("raison", "U woont elders."), ("raison-officielle", "Vous habitez ailleurs."));

        var mail = (await portal.Mails(portal.Braine)).Single(mail => mail.Template == "case-refused");
        var written = portal.Services.GetRequiredService<MessageCatalogue>().Write(mail.Template, mail.Language, mail.Given, portal.Braine, isDiscreet: false).Text;
        Assert.All((string[])["U woont elders.", "Vous habitez ailleurs.", "De tekst in het Frans is rechtsgeldig", "Vertaling als service"], part => Assert.Contains(part, written, StringComparison.Ordinal));
    }

    [Theory, InlineData("fr", null), InlineData("nl", "alleen de tekst in het Frans"), InlineData("de", "Nur der Text auf Französisch"), InlineData("en", "only the text in French")]
    public async Task A_mail_in_a_language_that_is_not_official_says_which_text_binds(string language, string? mark)
    {
        await using var portal = await Portal.Open();
        var catalogue = portal.Services.GetRequiredService<MessageCatalogue>();
        var values = new Dictionary<string, string> { ["procedure"] = "X", ["reference"] = "R", ["link"] = "https://example.org", ["sentence"] = "S" };
        var written = catalogue.Write("case-step", language, values, portal.Braine, isDiscreet: false);
        if (mark is null)
        {
            Assert.DoesNotContain("courtoisie", written.Text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(mark, written.Text, StringComparison.Ordinal);
            Assert.Contains(mark, WebUtility.HtmlDecode(written.Html), StringComparison.Ordinal);
        }
    }
}
