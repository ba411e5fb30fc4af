using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Routing;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Delivery;

/// <summary>An e-mail that comes back goes another way: by SMS where a telephone is known, else on paper.</summary>
public sealed class OtherWayTests : IDisposable
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["procedure"] = "Composition de ménage", ["reference"] = "BLA-7F3K-29", ["link"] = "https://braine.example/suivi/BLA-7F3K-29?cle=abc", ["date"] = "vendredi 27 novembre 2026",
    };

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perron-bounces-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_notice_of_failure_sends_the_message_by_sms(bool isDemonstration)
    {
        using var server = new FakeMailServer();
        using var provider = new FakeSmsProvider();
        await using var portal = await Open(server, provider, isDemonstration);
        var message = await Send(portal, "0470/00.00.01");
        await Bounce(portal, message, "failed", "5.1.1");
        var (key, header, body) = Assert.Single(provider.Asked);
        Assert.Equal("secret", header);
        Assert.Contains("\"\\u002B32470000001\"", body, StringComparison.Ordinal);
        Assert.Contains("cle=abc", body, StringComparison.Ordinal);
        Assert.Equal(32, key.Length);
        Assert.Equal([nameof(MailAccepted), nameof(MailBounced), nameof(SmsAccepted)], await Told(portal));
        Assert.True(System.IO.File.Exists(Path.Combine(_folder, "traites", "1.eml")));
    }

    [Fact]
    public async Task A_refusal_that_comes_back_goes_by_sms_and_on_paper()
    {
        using var server = new FakeMailServer();
        using var provider = new FakeSmsProvider();
        await using var portal = await Open(server, provider);
        var story = await Story(portal, "0470/00.00.01");
        var refused = new Dictionary<string, string>(Values) { ["reason"] = "Non.", ["appeal"] = "Conseil d'État" };
        await SendingTests.Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "gone@example.org", "fr", "case-refused", refused, story.Id.Value, portal.Now));
        await SendingTests.Walk(portal);
        await Bounce(portal, await SendingTests.Row(portal), "failed", "5.1.1");
        Assert.Single(provider.Asked);
        Assert.Equal("case-refused", (await portal.InDb(portal.Braine, db => db.Set<Letter>().AsNoTracking().SingleAsync())).Template);
    }

    [Fact]
    public async Task Without_a_telephone_a_letter_lies_in_the_print_tray_of_the_organisation()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server, null);
        var message = await Send(portal, "");
        await Bounce(portal, message, "failed", "5.1.1");
        var letter = await portal.InDb(portal.Braine, db => db.Set<Letter>().AsNoTracking().SingleAsync());
        Assert.Equal(("Claire Dubois", false, "case-received"), (letter.Recipient, letter.IsComplete, letter.Template));
    }

    [Theory, InlineData("delayed"), InlineData("delivered")]
    public async Task A_notice_of_delay_changes_nothing(string action)
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server, null);
        var message = await Send(portal, "");
        await Bounce(portal, message, action, "4.4.1");
        Assert.Equal([nameof(MailAccepted)], await Told(portal));
    }

    [Fact]
    public async Task A_notice_about_a_message_that_is_not_ours_is_put_aside()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server, null);
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "1.eml"), "From: x@example.org\r\nSubject: Buy now\r\n\r\nhello");
        await Walk(portal);
        Assert.True(System.IO.File.Exists(Path.Combine(_folder, "autres", "1.eml")));
    }

    [Fact]
    public async Task An_sms_that_the_provider_refuses_for_now_is_sent_again_under_the_same_key()
    {
        using var provider = new FakeSmsProvider();
        var answers = new Queue<int>([500, 429, 202]);
        provider.Answer = () => Task.FromResult(answers.Dequeue());
        await using var portal = await Portal.Open([.. provider.Settings, ("Perron:Rounds", "false")]);
        await SendingTests.Write(portal, OutboxMessage.Sms(OpenedMail.Keys, portal.Braine.Id, "+32470000001", "fr", "case-received", Values, null, portal.Now));
        for (var tries = 0; tries < 4; tries++)
        {
            await SendingTests.Walk(portal);
            portal.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(3, provider.Asked.Count);
        Assert.Single(provider.Asked.Select(asked => asked.Key).Distinct());
        Assert.NotNull((await SendingTests.Row(portal)).AcceptedAt);
    }

    [Fact]
    public async Task A_provider_that_takes_too_long_is_asked_again_and_knows_the_message_by_its_key()
    {
        using var provider = new FakeSmsProvider();
        var late = new TaskCompletionSource<int>();
        provider.Answer = () => late.Task;
        await using var portal = await Portal.Open([.. provider.Settings, ("Perron:Sms:Seconds", "1"), ("Perron:Rounds", "false")]);
        await SendingTests.Write(portal, OutboxMessage.Sms(OpenedMail.Keys, portal.Braine.Id, "+32470000001", "fr", "case-received", Values, null, portal.Now));
        await SendingTests.Walk(portal);
        Assert.Null((await SendingTests.Row(portal)).AcceptedAt);
        late.SetResult(202);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendingTests.Walk(portal);
        Assert.NotNull((await SendingTests.Row(portal)).AcceptedAt);
        Assert.Equal((2, 1), (provider.Asked.Count, provider.Asked.Select(asked => asked.Key).Distinct().Count()));
    }

    [Fact]
    public async Task A_number_that_does_not_exist_is_given_up_and_a_letter_written()
    {
        using var provider = new FakeSmsProvider { Answer = () => Task.FromResult(400) };
        await using var portal = await Portal.Open([.. provider.Settings, ("Perron:Rounds", "false")]);
        var story = await Story(portal, "0470 00 00 01");
        await SendingTests.Write(portal, OutboxMessage.Sms(OpenedMail.Keys, portal.Braine.Id, "+32470000001", "fr", "case-received", Values, story.Id.Value, portal.Now));
        await SendingTests.Walk(portal);
        Assert.Equal([nameof(MessageGivenUp)], await Told(portal));
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Letter>().CountAsync()));
    }

    private Task<Portal> Open(FakeMailServer server, FakeSmsProvider? provider, bool isDemonstration = true) => Portal.Open(
        [.. server.Settings, .. provider?.Settings ?? [], ("Perron:Mail:BounceFolder", _folder), ("Perron:Rounds", "false"), ("Perron:Demonstration", isDemonstration ? "true" : "false"), .. TestSeals.Settings, ("Perron:PopulationRegister:Gateway", "https://register.example")]);

    private static async Task<OutboxMessage> Send(Portal portal, string phone)
    {
        var story = await Story(portal, phone);
        await SendingTests.Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "gone@example.org", "fr", "case-received", Values, story.Id.Value, portal.Now));
        await SendingTests.Walk(portal);
        return await SendingTests.Row(portal);
    }

    /// <summary>A case of Claire's: the room that knows how else she can be reached.</summary>
    private static async Task<Perron.Timeline.Stream> Story(Portal portal, string phone)
    {
        var story = await SendingTests.Story(portal, "commune");
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Case
            {
                CommuneId = story.CommuneId, OrganisationId = story.OrganisationId, Id = story.Id, Reference = story.Reference, Procedure = "composition-de-menage", Version = 1,
                ServiceUnitId = (await db.Set<ServiceUnit>().FirstAsync()).Id, Route = RouteRule.TeamOnly, CitizenId = null, ApplicantName = "Claire Dubois", Email = "gone@example.org", Phone = phone, Language = "fr",
                Identity = IdentityLevel.Weak, HandOver = HandOver.Post, IsForThirdPerson = false, Answers = "{}", State = "recue", SubmittedAt = portal.Now, ExpectedOn = new(2026, 11, 27), Searched = "",
            });
            await db.SaveChangesAsync();
        });
        return story;
    }

    private async Task Bounce(Portal portal, OutboxMessage message, string action, string status)
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "1.eml"), $"""
            From: MAILER-DAEMON@mx.example.org
            To: guichet@example.org
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

            --=_b
            Content-Type: text/plain

            I could not deliver your message.

            --=_b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; gone@example.org
            Action: {action}
            Status: {status}

            --=_b
            Content-Type: text/rfc822-headers

            Message-ID: <{message.Id.Value:N}.{message.CommuneId.Value:N}@example.org>
            Subject: x

            --=_b--
            """.ReplaceLineEndings("\r\n"), Encoding.ASCII);
        await Walk(portal);
        await SendingTests.Walk(portal);
    }

    private static async Task Walk(Portal portal)
    {
        foreach (var commune in (CommuneId[])[portal.Boussu.Id, portal.Braine.Id])
        {
            await portal.Services.GetRequiredService<Walk<BounceRound>>().Once(commune);
        }
    }

    private static Task<List<string>> Told(Portal portal) => portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().OrderBy(happened => happened.Id).Select(happened => happened.Kind).ToListAsync());
}
