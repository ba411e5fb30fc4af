using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Belgium;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Registers;
using Perron.Timeline;
namespace Perron.Cases.Register;

/// <summary>The question to the register about the person of a case: by number where it is surely known, else by name and birth date. Read inside a transaction, asked outside.</summary>
internal sealed record RegisterQuestion(NationalNumber? Number, string Given, string Family, LocalDate? Born)
{
    public static async Task<RegisterQuestion> Of(PerronDb db, CaseFile file, HouseKeys keys)
    {
        var (form, given) = (file.Procedure.Form, file.Case.Given);
        return new(
            await NumberOf(db, file, keys), form.Said(FieldRole.ApplicantGivenName, given) ?? "", form.Said(FieldRole.ApplicantFamilyName, given) ?? "",
            LocalDatePattern.Iso.Parse(form.Said(FieldRole.ApplicantBirthDate, given) ?? "") is { Success: true, Value: var born } ? born : null);
    }

    public Task<RegisterAnswer> Ask(IPopulationRegister register, Commune commune, Instant now, CancellationToken cancellation) =>
        Number is { } number ? register.HouseholdOf(commune, number, now, cancellation)
        : Born is { } born ? register.HouseholdOf(commune, Given, Family, born, now, cancellation)
        : Task.FromResult<RegisterAnswer>(new RegisterAnswer.Unknown());

    /// <summary>Writes down that it was asked, by whom, and what it answered.</summary>
    public static async Task Note(PerronDb db, CaseFile file, RegisterAnswer answer, RegisterCheck? check, string actor, HouseKeys keys, Changes changes, Instant now)
    {
        if (answer is RegisterAnswer.Found found)
        {
            db.Add(RegisterExtract.Of(file.Case, found, keys));
        }

        if (answer is RegisterAnswer.Away)
        {
            check?.WasAway(now);
        }
        else
        {
            check?.Answered(now);
        }

        db.Add(file.Stream.Happened(new RegisterConsulted((answer as RegisterAnswer.Found)?.Source ?? "", answer.GetType().Name), now, actor, "traitement de la demande", Visibility.Internal));
        changes.In(file.Case.Topic);
        await db.SaveChangesAsync();
    }

    // The person the certificate is about: the applicant, by the number of the strong sign-in; or the third person, by the number given.
    private static async Task<NationalNumber?> NumberOf(PerronDb db, CaseFile file, HouseKeys keys) =>
        file.Case.IsForThirdPerson ? await db.NumberInWhoseName(file, keys)
        : file.Case.CitizenId is { } id && file.Case.Identity == IdentityLevel.Strong && await db.CitizenOf(new Visitor { Citizen = id }) is { } citizen ? citizen.Number(keys)
        : null;
}
