using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Routing;
using Perron.Tests.Files;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.DataLife;

/// <summary>Somebody with a trace in every corner of the house. Each word of it is found nowhere else: canary-{name}-{place}.</summary>
internal sealed class Person(string name)
{
    /// <summary>Words in rows that go when the person is forgotten.</summary>
    public static readonly IReadOnlyList<string> Free = ["mail", "tel", "rue", "brouillon", "contenu", "fichier", "rappel", "mandat", "compte"];

    /// <summary>Words that stand unreadable from the first moment.</summary>
    public static readonly IReadOnlyList<string> Sealed = ["message"];

    /// <summary>Words in the files of finished cases, which the archives hold.</summary>
    public static readonly IReadOnlyList<string> Held = ["reponse", "echange", "preuve"];

    public CitizenId Id { get; } = CitizenId.New();

    public StreamId CaseId { get; } = StreamId.New();

    public string Word(string place) => $"canary-{name}-{place}";

    public Visitor Visitor(Commune commune, IdentityLevel level = IdentityLevel.Strong) => new() { Name = name, Commune = commune.Id, Citizen = Id, Level = level };

    /// <param name="closedAt">When the case was finished; null: it runs.</param>
    /// <param name="at">In which commune; Braine when nothing is said.</param>
    public Task Settle(Portal portal, Instant? closedAt, Commune? at = null) => portal.InDb(at ?? portal.Braine, async db =>
    {
        var (commune, now) = ((at ?? portal.Braine).Id, portal.Now);
        var unit = await db.Set<ServiceUnit>().FirstAsync(unit => unit.Slug == "population");
        db.Add(new Citizen { CommuneId = commune, Id = Id, GivenName = name, FamilyName = "Dubois", Email = $"{Word("mail")}@example.org", SignInAddress = $"{Word("mail")}@example.org", Phone = Word("tel"), Street = Word("rue"), Language = "fr", Since = now, SeenAt = now });
        db.Add(new Account { CommuneId = commune, Id = Id.Value, IsOfficer = false, Name = $"{Word("compte")}@example.org", PasswordHash = "secret-hash" });
        db.Add(new Mandate { CommuneId = commune, GivenBy = Id, GiverName = name, ToAddress = "autre@example.org", Purpose = Word("mandat"), LinkHash = Guid.CreateVersion7().ToString(), Until = new(2027, 1, 1), OfferedAt = now });
        db.Add(new ContactRequest { CommuneId = commune, OrganisationId = unit.RunBy, ServiceUnitId = unit.Id, CitizenId = Id, Kind = ContactKind.Message, Name = name, Language = "fr", Text = Word("rappel"), AskedAt = now });
        var draft = StreamId.New();
        db.Add(new Draft { CommuneId = commune, Id = draft, CitizenId = Id, Procedure = "composition-de-menage", Version = 1, Answers = $$"""{"motif":["{{Word("brouillon")}}"]}""", StartedAt = now, ChangedAt = now });
        AddFile(db, unit, draft.Value, Word("fichier"), Word("contenu"), now);

        var stream = new Perron.Timeline.Stream { CommuneId = commune, OrganisationId = unit.RunBy, Id = CaseId, Kind = "case", Reference = Reference.New("BLA").Value, CitizenId = Id, OpenedAt = now };
        db.AddRange(stream, stream.Happened(new CaseSubmitted("composition-de-menage", 1, "Strong", "TeamOnly"), now, $"citizen:{Id.Value}", "demande", Visibility.Public),
            stream.Happened(new Looked("case"), now, "officer:01900000-0000-7000-8000-000000000000", "traitement", Visibility.Access));
        db.Add(new Case
        {
            CommuneId = commune, OrganisationId = unit.RunBy, Id = CaseId, Reference = stream.Reference, Procedure = "composition-de-menage", Version = 1, ServiceUnitId = unit.Id, Route = RouteRule.TeamOnly,
            CitizenId = Id, ApplicantName = name, Email = $"{Word("mail")}@example.org", Phone = Word("tel"), Language = "fr", Identity = IdentityLevel.Strong, HandOver = HandOver.Download, IsForThirdPerson = false,
            Answers = $$"""{"motif":["{{Word("reponse")}}"]}""", State = "terminee", SubmittedAt = now, ExpectedOn = new(2026, 11, 27), Searched = "", ClosedAt = closedAt,
        });
        var message = new CaseMessage { CommuneId = commune, OrganisationId = unit.RunBy, CaseId = CaseId, Kind = MessageKind.FromCitizen, Text = Word("echange"), At = now };
        db.AddRange(message, stream.Happened(new MessageWritten(message.Id.Value, "FromCitizen"), now, $"citizen:{Id.Value}", "demande", Visibility.Public));
        AddFile(db, unit, CaseId.Value, "preuve", Word("preuve"), now);
        db.Add(OutboxMessage.Mail(OpenedMail.Keys, commune, $"{Word("mail")}@example.org", "fr", "case-step", new Dictionary<string, string> { ["sentence"] = Word("message"), ["procedure"] = "x", ["reference"] = "x", ["link"] = "x" }, CaseId.Value, now));
        db.Add(OutboxMessage.Mail(OpenedMail.Keys, commune, $"{Word("mail")}@example.org", "fr", "sign-in-code", new Dictionary<string, string> { ["code"] = "1", ["link"] = "x" }, null, now));
        await db.SaveChangesAsync();
    });

    private static void AddFile(PerronDb db, ServiceUnit unit, Guid owner, string name, string content, Instant now)
    {
        var bytes = Samples.Pdf($"/Title({content})");
        var file = new StoredFile { CommuneId = unit.CommuneId, OrganisationId = unit.RunBy, OwnerId = owner, Name = $"{name}.pdf", ContentType = "application/pdf", Size = bytes.Length, Sha256 = "", State = FileState.Clean, At = now };
        db.AddRange(file, new StoredBytes { CommuneId = unit.CommuneId, OrganisationId = unit.RunBy, FileId = file.Id, Bytes = bytes });
    }
}
