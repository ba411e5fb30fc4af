using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Jobs;
using Perron.Platform.Storage;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Delivery;

/// <summary>What waits in the outbox goes out once, whatever the mail server does.</summary>
public sealed class SendingTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["procedure"] = "Composition de ménage", ["reference"] = "BLA-7F3K-29", ["link"] = "https://braine.example/suivi/BLA-7F3K-29?cle=abc", ["date"] = "vendredi 27 novembre 2026",
    };

    [Fact]
    public async Task An_e_mail_goes_out_at_once_as_text_and_html_in_the_name_of_the_commune()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", Values, null, portal.Now));
        await Walk(portal);
        var mail = Parse(Assert.Single(server.Taken));
        Assert.Equal(("Votre demande est bien reçue\u00A0: Composition de ménage (BLA-7F3K-29)", portal.Braine.Name, "claire@example.org"),
            (mail.Subject, mail.From.Mailboxes.Single().Name, mail.To.Mailboxes.Single().Address));
        Assert.Contains(Values["link"], mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Values["link"]}\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.NotNull((await Row(portal)).AcceptedAt);
    }

    [Fact]
    public async Task The_commit_wakes_the_sender()
    {
        using var server = new FakeMailServer();
        await using var portal = await Portal.Open(server.Settings);
        var page = await portal.Visit(portal.Braine).Open("/connexion/courriel");
        await page.Submit(null, ("courriel", "claire@example.org"));
        var mail = Parse(await server.First.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("claire@example.org", mail.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task What_somebody_wrote_becomes_neither_markup_nor_a_header()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received",
            new Dictionary<string, string>(Values) { ["procedure"] = "<script>alert(1)</script>\r\nBcc: x@example.org" }, null, portal.Now));
        await Walk(portal);
        var mail = Parse(Assert.Single(server.Taken));
        Assert.Empty(mail.Bcc);
        Assert.Contains("&lt;script&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_server_is_away_nothing_is_lost_and_each_message_goes_once_when_it_is_back()
    {
        int port;
        using (var gone = new FakeMailServer())
        {
            port = gone.Port;
        }

        await using var portal = await Portal.Open([("Perron:Mail:Host", "127.0.0.1"), ("Perron:Mail:Port", $"{port}"), ("Perron:Mail:Security", "None"), ("Perron:Rounds", "false")]);
        foreach (var person in (string[])["claire", "marc", "nadia"])
        {
            await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, $"{person}@example.org", "fr", "case-received", Values, null, portal.Now));
        }

        for (var minutes = 0; minutes < 120; minutes++)
        {
            await Walk(portal);
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange((await Row(portal)).Tries, 5, 9); // it waits longer each time
        using var back = new FakeMailServer(port);
        portal.Clock.Advance(TimeSpan.FromHours(6));
        await Walk(portal);
        await Walk(portal);
        Assert.Equal(3, back.Taken.Count);
        Assert.Equal(3, back.Taken.Select(mail => Parse(mail).MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_sender_that_cannot_know_sends_again_with_the_same_message_id()
    {
        using var server = new FakeMailServer { HangsUpOnce = true };
        await using var portal = await Open(server);
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", Values, null, portal.Now));
        await Walk(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await Walk(portal);
        Assert.Equal(2, server.Taken.Count);
        Assert.Single(server.Taken.Select(mail => Parse(mail).MessageId).Distinct());
    }

    [Fact]
    public async Task A_sender_that_died_leaves_its_messages_to_the_next_after_the_lease()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", Values, null, portal.Now));
        await portal.InDb(portal.Braine, db => db.Set<OutboxMessage>().ExecuteUpdateAsync(row => row.SetProperty(message => message.DueAt, portal.Now + NodaTime.Duration.FromMinutes(15))));
        await Walk(portal);
        Assert.Empty(server.Taken);
        portal.Clock.Advance(TimeSpan.FromMinutes(16));
        await Walk(portal);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_message_once()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        for (var i = 0; i < 40; i++)
        {
            await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, $"p{i}@example.org", "fr", "case-received", Values, null, portal.Now));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id))
            {
            }
        }));
        await Walk(portal);
        Assert.Equal((40, 40), (server.Taken.Count, server.Taken.Select(mail => Parse(mail).MessageId).Distinct().Count()));
    }

    [Fact]
    public async Task A_receiver_refused_for_good_is_tried_no_more_and_one_refused_for_now_is()
    {
        using var server = new FakeMailServer { ToReceivers = "550 no such user" };
        await using var portal = await Open(server);
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "nobody@example.org", "fr", "case-received", Values, null, portal.Now));
        await Walk(portal);
        Assert.Equal(("550", true, 1), ((await Row(portal)).LastRefusal, (await Row(portal)).FailedAt is not null, (await Row(portal)).Tries));

        server.ToReceivers = "450 later";
        await portal.InDb(portal.Braine, db => db.Set<OutboxMessage>().ExecuteDeleteAsync());
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", Values, null, portal.Now));
        await Walk(portal);
        Assert.Equal(("450", false, portal.Now + NodaTime.Duration.FromMinutes(1)), ((await Row(portal)).LastRefusal, (await Row(portal)).FailedAt is not null, (await Row(portal)).DueAt));
    }

    [Fact]
    public async Task A_code_that_is_too_old_to_be_of_use_is_not_sent()
    {
        using var server = new FakeMailServer { ToReceivers = "450 later" };
        await using var portal = await Open(server);
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "sign-in-code", new Dictionary<string, string> { ["code"] = "123456", ["link"] = "https://x.example" }, null, portal.Now));
        await Walk(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        server.ToReceivers = null;
        await Walk(portal);
        Assert.Empty(server.Taken);
        Assert.Equal("too late", (await Row(portal)).LastRefusal);
    }

    [Fact]
    public async Task Outside_a_demonstration_what_was_sent_can_be_read_nowhere()
    {
        using var server = new FakeMailServer();
        await using var portal = await Portal.Open([.. server.Settings, ("Perron:Demonstration", "false"), .. TestSeals.Settings, ("Perron:PopulationRegister:Gateway", "https://register.example"), ("Perron:Rounds", "false")]);
        var story = await Story(portal, "commune");
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", Values, story.Id.Value, portal.Now));
        await Walk(portal);
        var row = await Row(portal);
        Assert.Equal("{}", row.Values);
        Assert.DoesNotContain("cle=abc", System.Text.Encoding.UTF8.GetString(row.SealedValues!), StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromDays(8));
        await portal.Services.GetRequiredService<Walk<BounceRound>>().Once(portal.Braine.Id);
        Assert.Null((await Row(portal)).SealedValues);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/operateur/courrier")).Status);
    }

    [Fact]
    public async Task The_story_says_accepted_by_the_mail_server_and_officers_alone_read_it()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        var story = await Story(portal, "commune");
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", Values, story.Id.Value, portal.Now));
        await Walk(portal);
        var told = await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().SingleAsync());
        Assert.Equal((nameof(MailAccepted), Visibility.Internal, "house"), (told.Kind, told.Visibility, told.Actor));
    }

    [Fact]
    public async Task The_cpas_is_named_neither_in_subject_nor_text()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        var story = await Story(portal, "cpas");
        var secret = new Dictionary<string, string>(Values) { ["procedure"] = "Aide sociale du CPAS" };
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "case-received", secret, story.Id.Value, portal.Now));
        await Walk(portal);
        var mail = Parse(Assert.Single(server.Taken));
        Assert.DoesNotContain("CPAS", $"{mail.Subject}{mail.TextBody}{mail.HtmlBody}{mail.From}", StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Values["link"], mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_the_cpas_comes_in_the_name_of_the_commune()
    {
        using var server = new FakeMailServer();
        await using var portal = await Open(server);
        var cpas = await portal.InDb(portal.Braine, db => db.Set<Organisation>().Where(one => one.Kind == OrganisationKind.Cpas).Select(one => one.Id).SingleAsync());
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "contact-answer",
            new Dictionary<string, string> { ["service"] = "Service social du CPAS", ["answer"] = "Passez demain." }, null, portal.Now, cpas));
        await Walk(portal);
        var mail = Parse(Assert.Single(server.Taken));
        Assert.DoesNotContain("CPAS", $"{mail.Subject}{mail.TextBody}{mail.HtmlBody}", StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Passez demain.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_demonstration_every_message_of_the_commune_can_be_read_and_none_of_another()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await Write(portal, OutboxMessage.Mail(OpenedMail.Keys, portal.Braine.Id, "claire@example.org", "fr", "sign-in-code", new Dictionary<string, string> { ["code"] = "604213", ["link"] = "https://x.example/lien" }, null, portal.Now));
        await Walk(portal);
        var page = await portal.Visit(portal.Braine).Open("/operateur/courrier");
        Assert.True(page.Shows("604213") && page.Shows("claire@example.org"), page.Body);
        Assert.NotNull(page.Page.QuerySelector("a[href='https://x.example/lien']"));
        Assert.False((await portal.Visit(portal.Boussu).Open("/operateur/courrier")).Shows("604213"));
    }

    internal static Task<Portal> Open(FakeMailServer server) => Portal.Open([.. server.Settings, ("Perron:Rounds", "false")]);

    internal static Task Write(Portal portal, OutboxMessage message) => portal.InDb(portal.Braine, async db =>
    {
        db.Add(message);
        await db.SaveChangesAsync();
    });

    internal static async Task Walk(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id))
        {
        }
    }

    internal static Task<Perron.Timeline.Stream> Story(Portal portal, string organisation) => portal.InDb(portal.Braine, async db =>
    {
        var owner = organisation == "commune" ? await db.Set<Organisation>().FirstAsync(one => one.Kind == OrganisationKind.Commune) : await db.Set<Organisation>().FirstAsync(one => one.Kind == OrganisationKind.Cpas);
        var story = new Perron.Timeline.Stream { CommuneId = portal.Braine.Id, OrganisationId = owner.Id, Kind = "case", Reference = Reference.New("BLA").Value, OpenedAt = portal.Now };
        db.Add(story);
        await db.SaveChangesAsync();
        return story;
    });

    internal static Task<OutboxMessage> Row(Portal portal) => portal.InDb(portal.Braine, db => db.Set<OutboxMessage>().AsNoTracking().OrderBy(message => message.Id).FirstAsync());

    internal static MimeMessage Parse(string mail) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail)));
}
